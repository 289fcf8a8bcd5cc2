package dev.slipway.deployments.internal.policy;

import dev.slipway.experiments.Signature;
import dev.slipway.experiments.VersionRef;
import dev.slipway.serving.ParityReport;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that gates look at, collected before they run.
 *
 * @param source MLflow's, which does not change while the version is the same
 * @param stage the stage the version is in now
 * @param signature null when it was logged without one
 * @param holder null when nobody holds the target stage
 */
public record Evidence(
        VersionRef version,
        String source,
        String stage,
        Map<String, Double> metrics,
        @Nullable Signature signature,
        ParityReport parity,
        @Nullable Holder holder) {

    public Evidence {
        metrics = Map.copyOf(metrics);
    }

    /** The version that holds the target stage. */
    public record Holder(
            VersionRef version,
            Map<String, Double> metrics,
            @Nullable Signature signature) {
        public Holder {
            metrics = Map.copyOf(metrics);
        }
    }
}
