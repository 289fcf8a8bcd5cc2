package dev.slipway.serving.internal;

import dev.slipway.experiments.VersionAppeared;
import dev.slipway.experiments.VersionRef;
import dev.slipway.experiments.VersionVanished;
import dev.slipway.security.Actors;
import dev.slipway.serving.ServingSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServingSettings.class)
class ParitySchedule {

    @Bean
    Listener parityListener(ParityWork work, Actors actors) {
        return new Listener(work, actors);
    }

    @Bean
    @ConditionalOnProperty(name = "slipway.serving.enabled", matchIfMissing = true)
    Ticker parityTicker(ParityWork work, Actors actors, Clock clock) {
        return new Ticker(work, actors, clock);
    }

    /** What the index found becomes due at once. Both events do the same, so that their order does not matter. */
    static class Listener {

        private final ParityWork work;
        private final Actors actors;

        Listener(ParityWork work, Actors actors) {
            this.work = work;
            this.actors = actors;
        }

        @ApplicationModuleListener
        void on(VersionAppeared event) {
            sync(event.version());
        }

        @ApplicationModuleListener
        void on(VersionVanished event) {
            sync(event.version());
        }

        private void sync(VersionRef version) {
            actors.asSystem(() -> {
                work.sync(version);
                return true;
            });
        }
    }

    /**
     * Checks what is due, on a thread of its own: a check takes seconds, and the scheduler's thread is shared with the
     * index and the reconcilers.
     */
    static class Ticker implements AutoCloseable {

        private static final Logger log = LoggerFactory.getLogger(Ticker.class);

        private static final Duration BETWEEN_RECONCILIATIONS = Duration.ofSeconds(30);

        private final ParityWork work;
        private final Actors actors;
        private final Clock clock;
        private final ExecutorService worker = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("parity").daemon().factory());
        private final AtomicBoolean busy = new AtomicBoolean();
        private volatile Instant reconciled = Instant.EPOCH;

        Ticker(ParityWork work, Actors actors, Clock clock) {
            this.work = work;
            this.actors = actors;
            this.clock = clock;
        }

        @Scheduled(fixedDelayString = "${slipway.serving.interval:1s}")
        void tick() {
            if (busy.compareAndSet(false, true)) {
                worker.execute(this::work);
            }
        }

        private void work() {
            try {
                actors.asSystem(this::reconcileAndCheck);
            } catch (DataAccessException | TransactionException e) {
                log.warn("parity.database-down reason=\"{}\"", e.getMessage());
            } catch (RuntimeException e) {
                log.error("parity.failed", e);
            } finally {
                busy.set(false);
            }
        }

        private boolean reconcileAndCheck() {
            var now = clock.instant();
            if (!now.isBefore(reconciled.plus(BETWEEN_RECONCILIATIONS))) {
                work.reconcile();
                reconciled = now;
            }
            work.checkAll();
            return true;
        }

        /** Stops a check that is under way; its version stays PENDING. */
        @Override
        public void close() {
            worker.shutdownNow();
            worker.close();
        }
    }
}
