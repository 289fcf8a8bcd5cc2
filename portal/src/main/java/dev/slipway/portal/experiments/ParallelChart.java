package dev.slipway.portal.experiments;

import dev.slipway.experiments.MetricDirection;
import dev.slipway.portal.experiments.ComparedRuns.MetricRow;
import dev.slipway.portal.experiments.ComparedRuns.ParamRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Parallel coordinates as ECharts' options: an axis for each parameter and metric that differs, better is up on each. A
 * parameter that a run does not have is drawn at the lower end as "not set". At a metric that it does not have, or that is no
 * finite number, its line is broken: the chart makes up no value.
 */
final class ParallelChart {

    private static final int MOST_PARAMS = 6;
    private static final int MOST_METRICS = 4;
    private static final int MARGINS = 136;
    private static final int AXIS = 72;
    private static final int COLOURS = 6;
    private static final List<String> DASHES = List.of("solid", "dashed", "dotted", "dashed");

    private final ComparedRuns compared;
    private final String notSet;
    private final List<Axis> axes = new ArrayList<>();

    /** @param notSet the word for a parameter that a run does not have */
    ParallelChart(ComparedRuns compared, String notSet) {
        this.compared = compared;
        this.notSet = notSet;
        compared.params().stream()
                .filter(ParamRow::differs)
                .limit(MOST_PARAMS)
                .map(this::axis)
                .forEach(axes::add);
        compared.metrics().stream()
                .filter(row -> row.differs() && (MetricOrder.isResult(row.key()) || MetricOrder.isOfTheWork(row.key())))
                .limit(MOST_METRICS)
                .map(this::axis)
                .toList()
                .reversed()
                .forEach(axes::add);
    }

    boolean isWorthDrawing() {
        return axes.size() > 1;
    }

    /** In pixels, so that the numbers of an axis do not run into the next. */
    int width() {
        return MARGINS + axes.size() * AXIS;
    }

    static String colour(int run) {
        return "var(--sw-c" + (run % COLOURS + 1) + ")";
    }

    /** The first four are told apart by colour alone. */
    static String dash(int run) {
        return run < 4 ? "solid" : DASHES.get((run / COLOURS + 1) % DASHES.size());
    }

    private Axis axis(ParamRow row) {
        var numbers = row.values().stream().map(ParallelChart::number).toList();
        return numbers.stream().allMatch(OptionalDouble::isPresent) && distinct(row) > 1
                ? numeric(row, numbers.stream().map(OptionalDouble::getAsDouble).toList())
                : category(row);
    }

    private static long distinct(ParamRow row) {
        return row.values().stream().filter(Objects::nonNull).distinct().count();
    }

    private static OptionalDouble number(@Nullable String text) {
        try {
            return text == null ? OptionalDouble.empty() : finite(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static Axis numeric(ParamRow row, List<Double> values) {
        return new Axis(row.key(), NiceAxis.over(values).option(), new ArrayList<@Nullable Object>(values), false);
    }

    private Axis category(ParamRow row) {
        var words = row.values().stream()
                .filter(Objects::nonNull)
                .distinct()
                .sorted(ParallelChart::byNumber)
                .toList();
        var data = new ArrayList<String>();
        if (row.values().contains(null)) {
            data.add(notSet);
        }
        data.addAll(words);
        var values = row.values().stream()
                .<@Nullable Object>map(value -> value == null ? notSet : value)
                .toList();
        return new Axis(row.key(), Map.of("type", "category", "data", data), values, false);
    }

    private static int byNumber(String a, String b) {
        var left = number(a);
        var right = number(b);
        return left.isPresent() && right.isPresent()
                ? Double.compare(left.getAsDouble(), right.getAsDouble())
                : a.compareTo(b);
    }

    private Axis axis(MetricRow row) {
        var finite = row.values().stream()
                .filter(value -> value != null && Double.isFinite(value))
                .map(value -> Objects.requireNonNull(value))
                .toList();
        var nice = NiceAxis.over(finite);
        var inverse = MetricDirection.of(row.key()) == MetricDirection.LOWER_IS_BETTER;
        return new Axis(
                row.key(),
                nice.option(),
                row.values().stream()
                        .<@Nullable Object>map(ParallelChart::drawn)
                        .toList(),
                inverse);
    }

    private static @Nullable Object drawn(@Nullable Double value) {
        return value == null || !Double.isFinite(value) ? null : value;
    }

    Map<String, Object> option() {
        return Map.of(
                "parallel", Map.of("left", 64, "right", 72, "top", 34, "bottom", 18),
                "parallelAxis",
                        IntStream.range(0, axes.size())
                                .mapToObj(this::axisOption)
                                .toList(),
                "tooltip", Map.of("show", false),
                "series",
                        IntStream.range(0, compared.runs().size())
                                .mapToObj(this::series)
                                .toList());
    }

    private Map<String, Object> axisOption(int dimension) {
        var axis = axes.get(dimension);
        var option = new LinkedHashMap<String, Object>(axis.scale());
        option.put("dim", dimension);
        option.put("name", axis.key().length() > 18 ? axis.key().substring(0, 17) + "…" : axis.key());
        option.put("inverse", axis.inverse());
        option.put("nameLocation", axis.inverse() ? "start" : "end");
        option.put("nameGap", 14);
        option.put("nameTextStyle", Map.of("color", "var(--sw-text-2)", "fontSize", 12));
        option.put("axisLine", Map.of("lineStyle", Map.of("color", "var(--sw-control-line)")));
        option.put("axisTick", Map.of("show", false));
        option.put("axisLabel", labels("category".equals(axis.scale().get("type"))));
        return option;
    }

    private static Map<String, Object> labels(boolean words) {
        var labels = new LinkedHashMap<String, Object>();
        labels.put("color", "var(--sw-text-3)");
        labels.put("fontSize", 11);
        labels.put("backgroundColor", "var(--sw-surface)");
        labels.put("padding", List.of(1, 3));
        if (words) {
            labels.put("formatter", "fn:cut");
        }
        return labels;
    }

    private Map<String, Object> series(int run) {
        var best = compared.best() == run;
        var style = new LinkedHashMap<String, Object>();
        style.put("color", colour(run));
        style.put("type", dash(run));
        style.put("width", best ? 3 : 1.75);
        style.put("opacity", best ? 1 : 0.75);
        return Map.of(
                "type",
                "parallel",
                "name",
                compared.runs().get(run).runName(),
                "smooth",
                false,
                "lineStyle",
                style,
                "z",
                best ? 3 : 2,
                "data",
                pieces(line(run)));
    }

    private List<@Nullable Object> line(int run) {
        var line = new ArrayList<@Nullable Object>();
        axes.forEach(axis -> line.add(axis.values().get(run)));
        return line;
    }

    /** Of one line, each unbroken piece, with nulls where it is not: ECharts would go straight across a null between values. */
    private static List<List<@Nullable Object>> pieces(List<@Nullable Object> values) {
        var pieces = new ArrayList<List<@Nullable Object>>();
        var start = 0;
        for (var end = 0; end <= values.size(); end++) {
            if (end == values.size() || values.get(end) == null) {
                if (end > start) {
                    pieces.add(piece(values, start, end));
                }
                start = end + 1;
            }
        }
        return pieces;
    }

    private static List<@Nullable Object> piece(List<@Nullable Object> values, int start, int end) {
        return IntStream.range(0, values.size())
                .<@Nullable Object>mapToObj(axis -> axis >= start && axis < end ? values.get(axis) : null)
                .toList();
    }

    /** @param values one for each run, null for none */
    private record Axis(String key, Map<String, Object> scale, List<@Nullable Object> values, boolean inverse) {}
}
