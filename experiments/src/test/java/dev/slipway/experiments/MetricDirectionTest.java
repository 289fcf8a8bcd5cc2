package dev.slipway.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricDirectionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log_loss",
                "validation_log_loss",
                "val/loss",
                "rmse",
                "test.mae",
                "MSE",
                "mape",
                "error",
                "fit_seconds",
                "fitTime",
                "p95_latency_ms",
                "mean_absolute_error",
                "Brier_score",
                "cross_entropy"
            })
    void wantsLessOfWhatHurts(String key) {
        assertThat(MetricDirection.of(key)).isEqualTo(MetricDirection.LOWER_IS_BETTER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "roc_auc",
                "accuracy",
                "f1",
                "r2",
                "closeness",
                "timeliness",
                "lossless_share",
                "neg_log_loss",
                "neg_root_mean_squared_error"
            })
    void wantsMoreOfEverythingElse(String key) {
        assertThat(MetricDirection.of(key)).isEqualTo(MetricDirection.HIGHER_IS_BETTER);
    }

    @Test
    void allowsWorseByNoMoreThanThat() {
        assertThat(MetricDirection.HIGHER_IS_BETTER.worstAllowed(0.75, 0.25)).isEqualTo(0.5);
        assertThat(MetricDirection.LOWER_IS_BETTER.worstAllowed(0.75, 0.25)).isEqualTo(1.0);
    }

    @Test
    void forgivesTheRoundingOfADouble() {
        var bound = MetricDirection.HIGHER_IS_BETTER.worstAllowed(0.9, 0.1);

        assertThat(MetricDirection.HIGHER_IS_BETTER.isWorse(0.8, bound)).isFalse();
        assertThat(MetricDirection.LOWER_IS_BETTER.isWorse(0.8, bound)).isFalse();
        assertThat(MetricDirection.HIGHER_IS_BETTER.isWorse(0.799, bound)).isTrue();
        assertThat(MetricDirection.LOWER_IS_BETTER.isWorse(0.801, bound)).isTrue();
    }
}
