package dev.slipway.portal.models;

import static dev.slipway.portal.Samples.model;
import static dev.slipway.portal.Samples.promotion;
import static dev.slipway.portal.Spoken.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployments.promotion.PromotionState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandingTest {

    @Test
    void standsAtItsHighestStage() {
        var standing = Standing.of(model(Map.of("Production", "2", "Staging", "3"), "3"), null);

        assertThat(words(standing.word())).isEqualTo("v2 in Production");
        assertThat(standing.done()).isEqualTo(4);
    }

    @Test
    void standsAtTheApprovalWhileARequestWaits() {
        var standing = Standing.of(model(Map.of("Production", "2"), "3"), promotion("3", PromotionState.PENDING));

        assertThat(words(standing.word())).isEqualTo("v3 waits for approval");
        assertThat(standing.done()).isEqualTo(3);
    }

    @Test
    void saysThatAVersionIsOnItsWay() {
        var standing = Standing.of(model(Map.of(), "3"), promotion("3", PromotionState.EXECUTING));

        assertThat(words(standing.word())).isEqualTo("v3 moves to Production");
    }

    @Test
    void isOnlyRegisteredWithoutAStage() {
        var standing = Standing.of(model(Map.of("Archived", "1"), "1"), null);

        assertThat(words(standing.word())).isEqualTo("v1 registered");
        assertThat(standing.done()).isEqualTo(1);
    }

    @Test
    void hasNotBegunWithoutAVersion() {
        var standing = Standing.of(model(Map.of(), null), null);

        assertThat(words(standing.word())).isEqualTo("no version yet");
        assertThat(standing.done()).isZero();
    }
}
