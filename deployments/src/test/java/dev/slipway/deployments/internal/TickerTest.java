package dev.slipway.deployments.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.deployments.internal.PromotionConfiguration.Ticker;
import dev.slipway.deployments.promotion.PromotionId;
import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.StageChanged;
import dev.slipway.experiments.AliasMoved;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.event.TransactionalEventListener;

/** Slipway's own part, wired as it runs. */
@TestPropertySource(properties = "slipway.promotions.enabled=true")
@Import(TickerTest.Heard.class)
class TickerTest extends PromotionScene {

    @Autowired
    private Ticker ticker;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private Heard heard;

    @Test
    void movesTheAliasAtOnceAfterTheApproval() {
        var id = request(first).row().id();

        approve(id, INES);

        heard.awaitStageChangedBy(id);
        assertThat(get(id).row().state()).isEqualTo(PromotionState.PROMOTED);
        assertThat(mlflow.alias(model, "champion")).contains("1");
    }

    @Test
    void looksAtAModelWhoseAliasTheIndexSawMoving() {
        var id = request(first).row().id();
        approve(id, INES);
        heard.awaitStageChangedBy(id);
        mlflow.moveBehindOurBack(model, "champion", "3");

        transaction.executeWithoutResult(status -> events.publishEvent(new AliasMoved(model, "champion", "1", "3")));
        ticker.watch();

        assertThat(as(VERA, stages::findings))
                .anyMatch(finding -> finding.model().equals(model));
    }

    @Test
    void outlastsAFailureOfMlflow() {
        mlflow.unavailable("setAlias", 1);
        var id = request(first).row().id();
        approve(id, INES);
        await().until(() -> get(id).stateReason() != null);
        clock.advance(Duration.ofSeconds(5));

        ticker.reconcile();
        ticker.expire();
        ticker.readPolicies();

        heard.awaitStageChangedBy(id);
        assertThat(get(id).row().state()).isEqualTo(PromotionState.PROMOTED);
    }

    /** Which promotions have changed a stage, after the commit. */
    static class Heard {

        private final Map<PromotionId, CompletableFuture<StageChanged>> changes = new ConcurrentHashMap<>();

        @TransactionalEventListener
        void on(StageChanged change) {
            of(change.promotion()).complete(change);
        }

        void awaitStageChangedBy(PromotionId id) {
            assertThat(of(id)).succeedsWithin(Duration.ofSeconds(30));
        }

        private CompletableFuture<StageChanged> of(PromotionId id) {
            return changes.computeIfAbsent(id, unheard -> new CompletableFuture<>());
        }
    }
}
