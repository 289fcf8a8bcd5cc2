package dev.slipway.portal.experiments;

import static dev.slipway.portal.experiments.ComparedRunsTest.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ParallelChartTest {

    private final ParallelChart chart = new ParallelChart(
            new ComparedRuns(List.of(
                    aRun("a", Map.of("depth", "6", "rate", "0.1"), Map.of("log_loss", 0.40)),
                    aRun("b", Map.of("depth", "10"), Map.of("log_loss", 0.39)))),
            "not set");

    @Test
    void putsBetterUpOnEveryAxis() {
        assertThat(axis(2)).containsEntry("name", "log_loss").containsEntry("inverse", true);
        assertThat(axis(0)).containsEntry("inverse", false);
    }

    @Test
    void drawsAParameterThatARunDoesNotHaveAtTheEndOfItsAxis() {
        assertThat(axis(1)).containsEntry("name", "rate").containsEntry("data", List.of("not set", "0.1"));
        assertThat(String.valueOf(chart.option().get("series"))).contains("10.0, not set, 0.39");
    }

    @Test
    void needsTwoAxes() {
        var one = new ParallelChart(
                new ComparedRuns(
                        List.of(aRun("a", Map.of(), Map.of("f1", 0.1)), aRun("b", Map.of(), Map.of("f1", 0.2)))),
                "not set");

        assertThat(chart.isWorthDrawing()).isTrue();
        assertThat(one.isWorthDrawing()).isFalse();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> axis(int index) {
        return ((List<Map<String, Object>>)
                        Objects.requireNonNull(chart.option().get("parallelAxis")))
                .get(index);
    }
}
