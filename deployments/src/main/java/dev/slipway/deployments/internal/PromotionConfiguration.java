package dev.slipway.deployments.internal;

import dev.slipway.deployments.promotion.PolicySettings;
import dev.slipway.deployments.promotion.PromotionDecided;
import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.StageSettings;
import dev.slipway.experiments.AliasMoved;
import dev.slipway.experiments.MlflowUnavailable;
import dev.slipway.experiments.VersionVanished;
import dev.slipway.security.Actors;
import dev.slipway.security.OwnershipChanged;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({StageSettings.class, PolicySettings.class})
class PromotionConfiguration {

    private static final int KILLED = 137;

    @Bean
    Failpoint failpoint(@Value("${slipway.failpoint:}") String name) {
        return new Failpoint(name, () -> Runtime.getRuntime().halt(KILLED));
    }

    @Bean
    @ConditionalOnProperty(name = "slipway.promotions.enabled", matchIfMissing = true)
    Ticker promotionTicker(
            Reconciler reconciler,
            DriftWatch drift,
            Expiry expiry,
            PolicyFolder policies,
            Actors actors,
            @Qualifier("applicationTaskExecutor") Executor executor) {
        return new Ticker(reconciler, drift, expiry, policies, actors, executor);
    }

    /** Does Slipway's own part, as Slipway itself: now and then, and at once where something calls for it. */
    static class Ticker {

        private static final Logger log = LoggerFactory.getLogger(Ticker.class);

        private final Reconciler reconciler;
        private final DriftWatch drift;
        private final Expiry expiry;
        private final PolicyFolder policies;
        private final Actors actors;
        private final Executor executor;

        Ticker(
                Reconciler reconciler,
                DriftWatch drift,
                Expiry expiry,
                PolicyFolder policies,
                Actors actors,
                Executor executor) {
            this.reconciler = reconciler;
            this.drift = drift;
            this.expiry = expiry;
            this.policies = policies;
            this.actors = actors;
            this.executor = executor;
        }

        @Scheduled(fixedDelayString = "${slipway.promotions.interval:500ms}")
        void reconcile() {
            run(reconciler::tick);
        }

        @Scheduled(fixedDelay = 2_000)
        void watch() {
            run(drift::tick);
        }

        @Scheduled(fixedDelay = 30_000)
        void expire() {
            run(expiry::tick);
        }

        @Scheduled(fixedDelay = 3_000)
        void readPolicies() {
            run(policies::scan);
        }

        @TransactionalEventListener
        void decided(PromotionDecided decided) {
            if (decided.state() == PromotionState.APPROVED) {
                executor.execute(this::reconcile);
            }
        }

        @TransactionalEventListener
        void aliasMoved(AliasMoved moved) {
            drift.suspect(moved.model());
        }

        @TransactionalEventListener
        void versionVanished(VersionVanished vanished) {
            drift.suspect(vanished.version().model());
        }

        @TransactionalEventListener
        void ownershipChanged(OwnershipChanged changed) {
            drift.lookAtAll();
        }

        private void run(Runnable work) {
            try {
                actors.asSystem(() -> {
                    work.run();
                    return true;
                });
            } catch (DataAccessException | TransactionException e) {
                log.warn("promotion.database-down reason=\"{}\"", e.getMessage());
            } catch (MlflowUnavailable e) {
                log.info("promotion.mlflow-down reason=\"{}\"", e.getMessage());
            }
        }
    }
}
