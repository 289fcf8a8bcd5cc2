package dev.slipway.deployments.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployments.internal.PromotionConfiguration.Ticker;
import dev.slipway.deployments.promotion.PromotionId;
import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.experiments.AliasMoved;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.test.context.TestPropertySource;

/** Slipway's own part, wired as it runs. */
@TestPropertySource(properties = "slipway.promotions.enabled=true")
class TickerTest extends PromotionScene {

    @Autowired
    private Ticker ticker;

    @Autowired
    private ApplicationEventPublisher events;

    @Test
    void movesTheAliasAtOnceAfterTheApproval() throws InterruptedException {
        var id = request(first).row().id();

        approve(id, INES);

        assertThat(settled(id)).isEqualTo(PromotionState.PROMOTED);
        assertThat(mlflow.alias(model, "champion")).contains("1");
    }

    private PromotionState settled(PromotionId id) throws InterruptedException {
        var state = get(id).row().state();
        for (var look = 0; look < 100 && state.isOpen(); look++) {
            Thread.sleep(50);
            state = get(id).row().state();
        }
        return state;
    }

    @Test
    void looksAtAModelWhoseAliasTheIndexSawMoving() throws InterruptedException {
        var id = request(first).row().id();
        approve(id, INES);
        settled(id);
        mlflow.moveBehindOurBack(model, "champion", "3");

        transaction.executeWithoutResult(status -> events.publishEvent(new AliasMoved(model, "champion", "1", "3")));
        ticker.watch();

        assertThat(as(VERA, stages::findings))
                .anyMatch(finding -> finding.model().equals(model));
    }

    @Test
    void outlastsAFailureOfMlflow() throws InterruptedException {
        mlflow.unavailable("setAlias", 1);
        var id = request(first).row().id();
        approve(id, INES);
        for (var look = 0; look < 100 && get(id).stateReason() == null; look++) {
            Thread.sleep(50);
        }
        clock.advance(Duration.ofSeconds(5));

        ticker.reconcile();
        ticker.expire();
        ticker.readPolicies();

        assertThat(settled(id)).isEqualTo(PromotionState.PROMOTED);
    }
}
