package dev.slipway.experiments.internal;

import dev.slipway.experiments.IndexSettings;
import dev.slipway.experiments.MlflowSettings;
import dev.slipway.security.Actors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MlflowSettings.class, IndexSettings.class})
class IndexerSchedule {

    @Bean
    @ConditionalOnProperty(name = "slipway.index.enabled", matchIfMissing = true)
    Ticker indexTicker(Indexer indexer, Actors actors) {
        return new Ticker(indexer, actors);
    }

    /** Runs the indexer as Slipway itself, a second after each pass. */
    static class Ticker {

        private static final Logger log = LoggerFactory.getLogger(Ticker.class);

        private final Indexer indexer;
        private final Actors actors;

        Ticker(Indexer indexer, Actors actors) {
            this.indexer = indexer;
            this.actors = actors;
        }

        @Scheduled(fixedDelayString = "${slipway.index.interval:700ms}")
        void tick() {
            try {
                actors.asSystem(() -> {
                    indexer.tick();
                    return true;
                });
            } catch (DataAccessException | TransactionException e) {
                log.warn("index.database-down reason=\"{}\"", e.getMessage());
            }
        }
    }
}
