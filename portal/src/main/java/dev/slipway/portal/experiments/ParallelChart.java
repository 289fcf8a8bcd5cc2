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
 * parameter that a run does not have is drawn at the lower end as "not set": left out, the line would go straight across.
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
        var allNumbers = IntStream.range(0, numbers.size())
                .allMatch(
                        run -> row.values().get(run) == null || numbers.get(run).isPresent());
        return allNumbers && distinct(row) > 1 ? numeric(row, numbers) : category(row);
    }

    private static long distinct(ParamRow row) {
        return row.values().stream().filter(Objects::nonNull).distinct().count();
    }

    private static OptionalDouble number(@Nullable String text) {
        try {
            return text == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private Axis numeric(ParamRow row, List<OptionalDouble> numbers) {
        var values = numbers.stream().flatMap(number -> number.stream().boxed()).toList();
        var nice = NiceAxis.over(values);
        if (numbers.stream().allMatch(OptionalDouble::isPresent)) {
            return new Axis(row.key(), nice.option(), boxed(numbers, 0), false);
        }
        return category(row);
    }

    private static List<Object> boxed(List<OptionalDouble> numbers, double missing) {
        return numbers.stream().map(number -> (Object) number.orElse(missing)).toList();
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
                .map(value -> (Object) (value == null ? notSet : value))
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
        var worst = inverse ? nice.max() : nice.min();
        var values = row.values().stream()
                .map(value -> (Object) (value == null || !Double.isFinite(value) ? worst : value))
                .toList();
        return new Axis(row.key(), nice.option(), values, inverse);
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
        option.put(
                "axisLabel",
                Map.of(
                        "color",
                        "var(--sw-text-3)",
                        "fontSize",
                        11,
                        "backgroundColor",
                        "var(--sw-surface)",
                        "padding",
                        List.of(1, 3),
                        "width",
                        96,
                        "overflow",
                        "truncate"));
        return option;
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
                List.of(axes.stream().map(axis -> axis.values().get(run)).toList()));
    }

    /** @param values one for each run */
    private record Axis(String key, Map<String, Object> scale, List<Object> values, boolean inverse) {}
}
