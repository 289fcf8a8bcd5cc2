package dev.slipway.experiments;

import static org.assertj.core.api.Assertions.assertThat;

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
                "p95_latency_ms"
            })
    void wantsLessOfWhatHurts(String key) {
        assertThat(MetricDirection.of(key)).isEqualTo(MetricDirection.LOWER_IS_BETTER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"roc_auc", "accuracy", "f1", "r2", "closeness", "timeliness", "lossless_share"})
    void wantsMoreOfEverythingElse(String key) {
        assertThat(MetricDirection.of(key)).isEqualTo(MetricDirection.HIGHER_IS_BETTER);
    }
}
