package dev.slipway.portal.home;

import static dev.slipway.portal.Samples.promotion;
import static dev.slipway.portal.Spoken.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.security.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadlineTest {

    private static final Map<String, String> IN_PRODUCTION = Map.of("Production", "2");

    @Test
    void decisionsComeBeforeEverything() {
        var state = HomeStates.of(Role.ML_ENGINEER)
                .decision(promotion("3", PromotionState.PENDING))
                .decision(promotion("4", PromotionState.PENDING))
                .movedOutside();

        assertThat(line(state)).isEqualTo("Two decisions wait for you");
    }

    @Test
    void oneDecisionIsSaidInTheSingular() {
        var state = HomeStates.of(Role.MANAGER).decision(promotion("3", PromotionState.PENDING));

        assertThat(line(state)).isEqualTo("One decision waits for you");
    }

    @Test
    void manyAreCounted() {
        var state = HomeStates.of(Role.MANAGER);
        for (var number = 0; number < 17; number++) {
            state.decision(promotion("3", PromotionState.PENDING));
        }

        assertThat(line(state)).isEqualTo("17 decisions wait for you");
    }

    @Test
    void whoAskedReadsWhatIsOpenOfIt() {
        var state = HomeStates.of(Role.DATA_SCIENTIST)
                .request(promotion("3", PromotionState.PENDING))
                .request(promotion("2", PromotionState.PROMOTED));

        assertThat(line(state)).isEqualTo("One of your requests waits for approval");
    }

    @Test
    void aMoveOutsideIsNews() {
        assertThat(line(HomeStates.of(Role.ML_ENGINEER).movedOutside()))
                .isEqualTo("An alias was moved outside Slipway");
    }

    @Test
    void anAdminReadsTheGaps() {
        assertThat(line(HomeStates.of(Role.ADMIN).unowned(2, 1))).isEqualTo("3 things belong to no team");
    }

    @Test
    void whoReadsSentencesReadsHowManyAreInUse() {
        var state = HomeStates.of(Role.VIEWER).model(IN_PRODUCTION).model(Map.of());

        assertThat(line(state)).isEqualTo("1 of 2 models are in production");
    }

    @Test
    void neverSaysThatModelsAreWell() {
        var state = HomeStates.of(Role.ML_ENGINEER).model(IN_PRODUCTION).build();

        assertThat(words(Headline.of(state).lead()))
                .isEqualTo(
                        "1 of 1 model has a version in production. Nothing watches them yet, so their health is not known.");
    }

    @Test
    void nothingIsSaidAsNothing() {
        assertThat(line(HomeStates.of(Role.ML_ENGINEER))).isEqualTo("Nothing waits for you");
        assertThat(line(HomeStates.of(Role.DATA_SCIENTIST))).isEqualTo("None of your requests is open");
    }

    private static String line(HomeStates state) {
        return words(Headline.of(state.build()).line());
    }
}
