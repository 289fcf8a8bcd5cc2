package dev.slipway.deployments.internal.policy;

import java.util.List;
import java.util.Locale;

/** Which way a metric is better. */
public enum Direction {
    HIGHER,
    LOWER;

    private static final List<String> ERROR_LIKE =
            List.of("loss", "error", "mse", "mae", "mape", "brier", "deviance", "perplexity", "latency");

    /** By the name, for a policy that does not say: what sounds like an error is better when lower. */
    static Direction of(String metric) {
        var name = metric.toLowerCase(Locale.ROOT);
        return ERROR_LIKE.stream().anyMatch(name::contains) ? LOWER : HIGHER;
    }

    /** The worst value that is still not worse than {@code reference} by more than {@code by}. */
    double worstAllowed(double reference, double by) {
        return this == HIGHER ? reference - by : reference + by;
    }

    /** Differences below the rounding of a double do not count. */
    boolean isWorse(double value, double bound) {
        var slack = Math.ulp(bound) * 4;
        return this == HIGHER ? value < bound - slack : value > bound + slack;
    }
}
