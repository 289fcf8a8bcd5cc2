package dev.slipway.db.internal;

import dev.slipway.kernel.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Brings the embedded PostgreSQL back when it died. */
class ClusterKeeper {

    private static final Logger log = LoggerFactory.getLogger(ClusterKeeper.class);

    private final EmbeddedCluster cluster;

    ClusterKeeper(EmbeddedCluster cluster) {
        this.cluster = cluster;
    }

    @Scheduled(fixedDelay = 2_000)
    void tick() {
        try {
            cluster.ensureRunning();
        } catch (Problem problem) {
            log.error("database.down reason={}", problem.getMessage());
        }
    }
}
