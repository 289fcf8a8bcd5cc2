package dev.slipway.portal.models;

import static dev.slipway.portal.Samples.version;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricColumnsTest {

    @Test
    void whatMostVersionsHaveComesFirstAndTheTrainingsOwnLast() {
        var columns = MetricColumns.of(List.of(
                version("1", null, Map.of("train_loss", 1.0, "f1", 1.0)),
                version("2", null, Map.of("train_loss", 1.0, "accuracy", 1.0)),
                version("3", null, Map.of("train_loss", 1.0, "accuracy", 1.0))));

        assertThat(columns).containsExactly("accuracy", "f1", "train_loss");
    }

    @Test
    void keepsTheTableNarrow() {
        var many = IntStream.range(0, 20).boxed().collect(Collectors.toMap(number -> "m" + number, number -> 1.0));

        assertThat(MetricColumns.of(List.of(version("1", null, many)))).hasSize(MetricColumns.MOST);
    }
}
