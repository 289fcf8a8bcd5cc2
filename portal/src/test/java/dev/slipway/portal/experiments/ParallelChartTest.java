package dev.slipway.portal.experiments;

import static dev.slipway.portal.experiments.ComparedRunsTest.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
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
    void breaksTheLineAtAMetricThatARunDoesNotHaveOrThatIsNoNumber() {
        var broken = new ParallelChart(
                new ComparedRuns(List.of(
                        aRun("a", Map.of("depth", "6"), Map.of("f1", 0.7, "log_loss", 0.40)),
                        aRun("b", Map.of("depth", "10"), Map.of("f1", 0.8, "log_loss", Double.NaN)),
                        aRun("c", Map.of("depth", "12"), Map.of("log_loss", 0.50)))),
                "not set");

        assertThat(pieces(broken, 0)).hasSize(1);
        assertThat(names(broken)).containsExactly("depth", "log_loss", "f1");
        assertThat(pieces(broken, 1)).containsExactly(Arrays.asList(10.0, null, null), Arrays.asList(null, null, 0.8));
        assertThat(pieces(broken, 2)).containsExactly(Arrays.asList(12.0, 0.50, null));
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

    private Map<String, Object> axis(int index) {
        return part(chart, "parallelAxis").get(index);
    }

    private static List<Object> names(ParallelChart chart) {
        return part(chart, "parallelAxis").stream()
                .map(axis -> Objects.requireNonNull(axis.get("name")))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static List<List<Object>> pieces(ParallelChart chart, int run) {
        return (List<List<Object>>)
                Objects.requireNonNull(part(chart, "series").get(run).get("data"));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> part(ParallelChart chart, String name) {
        return (List<Map<String, Object>>) Objects.requireNonNull(chart.option().get(name));
    }
}
