package dev.slipway.portal.promotions;

import static dev.slipway.portal.Samples.promotion;
import static dev.slipway.portal.Spoken.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.portal.kit.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StateWordsTest {

    @Test
    void aPromotionIsCalledByWhatItAsks() {
        assertThat(words(StateWords.title(promotion("15", PromotionState.PENDING))))
                .isEqualTo("Promote employment v15 to Production");
    }

    @Test
    void saysHowManyAreMissing() {
        assertThat(words(StateWords.state(promotion("15", PromotionState.PENDING))))
                .isEqualTo("Waits for 1 approval");
    }

    @ParameterizedTest
    @EnumSource(PromotionState.class)
    void everyStateHasAWord(PromotionState state) {
        assertThat(words(StateWords.state(promotion("15", state)))).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(PromotionState.class)
    void onlyWhatWasPromotedIsGreen(PromotionState state) {
        assertThat(StateWords.tone(state) == Tone.GOOD).isEqualTo(state == PromotionState.PROMOTED);
    }
}
