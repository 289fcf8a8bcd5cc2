package dev.slipway.experiments;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Whether more of a metric is better. MLflow does not say, so the name decides. */
public enum MetricDirection {
    HIGHER_IS_BETTER,
    LOWER_IS_BETTER;

    private static final Set<String> LOWER = Set.of(
            "loss",
            "logloss",
            "error",
            "err",
            "rmse",
            "mae",
            "mse",
            "mape",
            "smape",
            "msle",
            "rmsle",
            "brier",
            "deviance",
            "perplexity",
            "ece",
            "second",
            "seconds",
            "minutes",
            "ms",
            "time",
            "duration",
            "latency",
            "bytes",
            "cost");

    /**
     * Lower is better for losses, errors, times and costs: any word of the name, cut at signs and before capitals, that
     * says so. {@code validation_log_loss} and {@code fitSeconds} are such names, {@code roc_auc} is not.
     */
    public static MetricDirection of(String metricKey) {
        var words = metricKey
                .replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT)
                .split("[^a-z0-9]+");
        return Arrays.stream(words).anyMatch(LOWER::contains) ? LOWER_IS_BETTER : HIGHER_IS_BETTER;
    }

    /** Whether {@code value} is better than {@code other}. NaN is better than nothing. */
    public boolean isBetter(double value, double other) {
        return switch (this) {
            case HIGHER_IS_BETTER -> value > other;
            case LOWER_IS_BETTER -> value < other;
        };
    }
}
