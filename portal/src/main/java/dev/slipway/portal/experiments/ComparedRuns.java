package dev.slipway.portal.experiments;

import dev.slipway.experiments.MetricDirection;
import dev.slipway.experiments.Runs.RunRow;
import dev.slipway.portal.kit.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs side by side: one row for each parameter and metric, with what is odd and what is best in it. */
record ComparedRuns(List<RunRow> runs) {

    ComparedRuns {
        runs = List.copyOf(runs);
    }

    List<ParamRow> params() {
        return keys(RunRow::params).stream().map(this::param).toList();
    }

    List<MetricRow> metrics() {
        return MetricOrder.sorted(keys(RunRow::metrics)).stream()
                .map(this::metric)
                .toList();
    }

    private Set<String> keys(Function<RunRow, Map<String, ?>> of) {
        var keys = new TreeSet<String>();
        runs.forEach(run -> keys.addAll(of.apply(run).keySet()));
        return keys;
    }

    private ParamRow param(String key) {
        var values = new ArrayList<@Nullable String>();
        runs.forEach(run -> values.add(run.params().get(key)));
        return new ParamRow(key, values);
    }

    private MetricRow metric(String key) {
        var values = new ArrayList<@Nullable Double>();
        runs.forEach(run -> values.add(run.metrics().get(key)));
        return new MetricRow(key, values);
    }

    /** The first metric that differs and says how good a run is; empty text when there is none. */
    String yardstick() {
        return metrics().stream()
                .filter(row -> row.differs() && MetricOrder.isResult(row.key()))
                .map(MetricRow::key)
                .findFirst()
                .orElse("");
    }

    /** The run that is best by the yardstick, -1 when there is none. */
    int best() {
        var yardstick = yardstick();
        return metrics().stream()
                .filter(row -> row.key().equals(yardstick))
                .flatMap(row -> row.best().stream())
                .findFirst()
                .orElse(-1);
    }

    long rowCount() {
        return (long) params().size() + metrics().size();
    }

    long differingCount() {
        return params().stream().filter(ParamRow::differs).count()
                + metrics().stream().filter(MetricRow::differs).count();
    }

    /** The table as comma-separated values: a row for each key, a column for each run. */
    String csv() {
        var lines = new ArrayList<String>();
        var head = new ArrayList<>(List.of("kind", "key"));
        runs.forEach(run -> head.add(run.runName().isBlank() ? run.runId() : run.runName()));
        lines.add(line(head));
        var ids = new ArrayList<>(List.of("run", "run_id"));
        runs.forEach(run -> ids.add(run.runId()));
        lines.add(line(ids));
        params().forEach(row -> lines.add(line("param", row.key(), row.values())));
        metrics().forEach(row -> lines.add(line("metric", row.key(), row.values())));
        return String.join("\r\n", lines) + "\r\n";
    }

    private static String line(String kind, String key, List<?> values) {
        var cells = new ArrayList<>(List.of(kind, key));
        values.forEach(value -> cells.add(value == null ? "" : value.toString()));
        return line(cells);
    }

    private static String line(List<String> cells) {
        return String.join(",", cells.stream().map(ComparedRuns::cell).toList());
    }

    /** Quoted as RFC 4180 has it; a text that a spreadsheet would run as a formula gets an apostrophe in front. */
    private static String cell(String text) {
        var number = text.matches("[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?");
        var safe = !number && text.matches("(?s)[=+@\\t\\r-].*") ? "'" + text : text;
        return safe.matches("(?s).*[\",\\r\\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }

    /** @param values in the order of the runs, null where a run has none */
    record ParamRow(String key, List<@Nullable String> values) {

        ParamRow {
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }

        boolean differs() {
            return new HashSet<>(values).size() > 1;
        }

        /** Whether a value stands against what most have. Where no value is in the majority, none is odd. */
        boolean isOdd(int run) {
            var value = values.get(run);
            var usual = usual();
            return value != null && usual != null && !value.equals(usual);
        }

        private @Nullable String usual() {
            var counts = new HashMap<String, Integer>();
            values.stream().filter(Objects::nonNull).forEach(value -> counts.merge(value, 1, Integer::sum));
            var most =
                    counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
            var leaders = counts.entrySet().stream()
                    .filter(entry -> entry.getValue() == most)
                    .toList();
            return most > 1 && leaders.size() == 1 ? leaders.getFirst().getKey() : null;
        }
    }

    /** @param values in the order of the runs, null where a run has none */
    record MetricRow(String key, List<@Nullable Double> values) {

        MetricRow {
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }

        boolean differs() {
            return new HashSet<>(values).size() > 1;
        }

        String text(int run) {
            var value = values.get(run);
            return value == null ? "—" : Texts.number(value, values);
        }

        /** The runs with the best value; none where all are equal. */
        List<Integer> best() {
            var direction = MetricDirection.of(key);
            var best = values.stream()
                    .filter(value -> value != null && Double.isFinite(value))
                    .reduce((a, b) -> direction.isBetter(b, a) ? b : a)
                    .orElse(null);
            return best == null || !differs()
                    ? List.of()
                    : IntStream.range(0, values.size())
                            .filter(run -> best.equals(values.get(run)))
                            .boxed()
                            .toList();
        }
    }
}
