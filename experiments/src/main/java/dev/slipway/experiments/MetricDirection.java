package dev.slipway.experiments;

import java.util.List;
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
            "mse",
            "rmse",
            "nrmse",
            "msle",
            "rmsle",
            "mae",
            "medae",
            "mase",
            "mape",
            "smape",
            "wape",
            "rmspe",
            "brier",
            "deviance",
            "perplexity",
            "entropy",
            "crossentropy",
            "divergence",
            "distance",
            "ece",
            "wer",
            "cer",
            "fpr",
            "fnr",
            "fid",
            "aic",
            "bic",
            "second",
            "seconds",
            "minutes",
            "ms",
            "time",
            "duration",
            "latency",
            "bytes",
            "cost");

    private static final Set<String> NEGATED = Set.of("neg", "negative");

    /**
     * Lower is better for losses, errors, times and costs: any word of the name, cut at signs and before capitals, that
     * says so. {@code validation_log_loss} and {@code fitSeconds} are such names, {@code roc_auc} is not, and
     * {@code neg_log_loss}, as scikit-learn's scorers name it, is none any more.
     */
    public static MetricDirection of(String metricKey) {
        var words = List.of(metricKey
                .replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT)
                .split("[^a-z0-9]+"));
        var hurts = words.stream().anyMatch(LOWER::contains);
        return hurts && words.stream().noneMatch(NEGATED::contains) ? LOWER_IS_BETTER : HIGHER_IS_BETTER;
    }

    /** Whether {@code value} is better than {@code other}. NaN is better than nothing. */
    public boolean isBetter(double value, double other) {
        return switch (this) {
            case HIGHER_IS_BETTER -> value > other;
            case LOWER_IS_BETTER -> value < other;
        };
    }

    /** The worst value that is still not worse than {@code reference} by more than {@code by}, which is 0 or more. */
    public double worstAllowed(double reference, double by) {
        return switch (this) {
            case HIGHER_IS_BETTER -> reference - by;
            case LOWER_IS_BETTER -> reference + by;
        };
    }

    /** Whether {@code value} is on the wrong side of {@code bound}. What is within the rounding of a double is not. */
    public boolean isWorse(double value, double bound) {
        var slack = Math.ulp(bound) * 4;
        return switch (this) {
            case HIGHER_IS_BETTER -> value < bound - slack;
            case LOWER_IS_BETTER -> value > bound + slack;
        };
    }
}
