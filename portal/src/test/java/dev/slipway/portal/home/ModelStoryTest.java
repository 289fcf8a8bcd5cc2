package dev.slipway.portal.home;

import static dev.slipway.portal.Samples.NOON;
import static dev.slipway.portal.Samples.model;
import static dev.slipway.portal.Samples.promotion;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.Promotions.PromotionRow;
import dev.slipway.portal.Spoken;
import dev.slipway.portal.home.ModelStory.Sentence;
import dev.slipway.security.Role;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelStoryTest {

    @Test
    void saysWhichVersionServesAndWhatWaits() {
        assertThat(story(Map.of("Production", "2"), promotion("3", PromotionState.PENDING)))
                .containsExactly("Version 2 is in Production", "Version 3 waits for approval to Production");
    }

    @Test
    void saysThatSomethingNewerWasNotAskedFor() {
        assertThat(story(Map.of("Production", "2"), null))
                .containsExactly(
                        "Version 2 is in Production", "A newer version is registered, and nobody has asked for it yet");
    }

    @Test
    void theNewestInUseHasNothingNewer() {
        assertThat(story(Map.of("Production", "2", "Staging", "3"), null))
                .containsExactly("Version 2 is in Production");
        assertThat(story(Map.of("Staging", "3"), null)).containsExactly("Version 3 is on trial in Staging");
    }

    @Test
    void saysWhenAVersionIsTakingOver() {
        assertThat(story(Map.of(), promotion("3", PromotionState.EXECUTING)))
                .containsExactly("No version is in use", "Version 3 is taking over Production now");
    }

    private static List<String> story(Map<String, String> stages, @Nullable PromotionRow open) {
        var state = HomeStates.of(Role.MANAGER).build();
        return new ModelStory(model(stages, "3"), state, open, NOON, ZoneOffset.UTC)
                .sentences().stream().map(Sentence::words).map(Spoken::words).toList();
    }
}
