package dev.slipway.portal.experiments;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.I18NProvider;
import dev.slipway.experiments.MetricDirection;
import dev.slipway.experiments.Runs;
import dev.slipway.experiments.Runs.CurvePoint;
import dev.slipway.portal.kit.Chart;
import dev.slipway.portal.kit.EmptyState;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Legend;
import dev.slipway.portal.kit.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The histories of metrics as charts, two by two. What has one value only is no curve and stands in the table of results. */
final class Curves {

    private static final String NEW = "var(--sw-new)";
    private static final int POINTS = 400;
    private static final int HEIGHT = 176;
    private static final int MOST_CHARTS = 12;
    /** Each costs a question to MLflow or two, and may turn out to be no curve. */
    private static final int MOST_READ = 40;

    private Curves() {}

    /** The curves of one run, the measures that matter first. @param points of a key */
    static List<Measured> read(Collection<String> keys, Function<String, List<CurvePoint>> points) {
        return inOrder(CurveGroup.of(keys)).stream()
                .limit(MOST_READ)
                .map(group -> Measured.of(group, points))
                .filter(Measured::isCurve)
                .limit(MOST_CHARTS)
                .toList();
    }

    static Div twoByTwo(Stream<Chart> charts) {
        var grid = new Div();
        grid.addClassNames("sw-cols", "two");
        charts.forEach(grid::add);
        return grid;
    }

    private static List<CurveGroup> inOrder(List<CurveGroup> groups) {
        var names = MetricOrder.sorted(groups.stream().map(CurveGroup::name).toList());
        return groups.stream()
                .sorted(Comparator.comparingInt(group -> names.indexOf(group.name())))
                .toList();
    }

    static EmptyState nothing() {
        return new EmptyState(
                Icon.FLASK, translated("experiments.curves.none"), translated("experiments.curves.none.why"));
    }

    static Chart empty(Measured measured) {
        return empty(measured.group().name(), lines(measured));
    }

    /** Training and held-back rows of one measure in one chart. */
    static void fill(Chart chart, Measured measured) {
        fill(chart, measured.group().name(), lines(measured));
    }

    private static List<Line> lines(Measured measured) {
        var alone = measured.group().train() == null;
        var name = alone ? measured.group().name() : translated("experiments.curves.validation");
        var validation = new Line(name, NEW, "solid", measured.validation());
        return alone
                ? List.of(validation)
                : List.of(
                        new Line(translated("experiments.curves.train"), "var(--sw-old)", "solid", measured.train()),
                        validation);
    }

    static List<CurvePoint> points(Runs runs, String runId, String key) {
        return runs.curve(runId, key, POINTS).stream()
                .filter(point -> Double.isFinite(point.value()))
                .toList();
    }

    static Chart chart(String measure, List<Line> lines) {
        var chart = empty(measure, lines);
        fill(chart, measure, lines);
        return chart;
    }

    private static Chart empty(String measure, List<Line> lines) {
        return new Chart(measure, translated("experiments.curves.description", names(lines), measure), HEIGHT);
    }

    private static void fill(Chart chart, String measure, List<Line> lines) {
        chart.facts(fact(measure, lines), legend(lines));
        chart.numbers(head(lines), rows(lines));
        chart.option(option(measure, lines));
    }

    private static String names(List<Line> lines) {
        return String.join(", ", lines.stream().map(Line::name).toList());
    }

    /** The best value of the curve that counts, and where it was; nothing where several runs are drawn. */
    private static Span fact(String measure, List<Line> lines) {
        var fact = new Span();
        fact.addClassName("sw-t3");
        var line = lines.getLast();
        if (counts(line)) {
            line.best(measure)
                    .ifPresent(best -> fact.setText(translated(
                            "experiments.curves.best", Texts.number(best.value()), Texts.whole(best.step()))));
        }
        return fact;
    }

    private static boolean counts(Line line) {
        return line.colour().equals(NEW);
    }

    private static Legend legend(List<Line> lines) {
        var legend = new Legend();
        legend.addClassName(lines.size() > 2 ? "many" : "few");
        lines.forEach(line -> entry(legend, line));
        return legend;
    }

    private static Legend entry(Legend legend, Line line) {
        return line.dash().equals("solid")
                ? legend.line(line.colour(), line.name())
                : legend.dashed(line.colour(), line.name());
    }

    private static List<String> head(List<Line> lines) {
        var head = new ArrayList<>(List.of(translated("experiments.curves.step")));
        lines.stream().map(Line::name).forEach(head::add);
        return head;
    }

    private static List<List<String>> rows(List<Line> lines) {
        var bySteps = new TreeMap<Long, Map<String, Double>>();
        lines.forEach(line -> line.points()
                .forEach(point -> bySteps.computeIfAbsent(point.step(), step -> new LinkedHashMap<>())
                        .put(line.name(), point.value())));
        return bySteps.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue(), lines))
                .toList();
    }

    private static List<String> row(long step, Map<String, Double> values, List<Line> lines) {
        var cells = new ArrayList<>(List.of(Texts.whole(step)));
        lines.forEach(line -> {
            var value = values.get(line.name());
            cells.add(value == null ? "—" : Texts.number(value, values.values()));
        });
        return List.copyOf(cells);
    }

    private static Map<String, Object> option(String measure, List<Line> lines) {
        var values = lines.stream()
                .flatMap(line -> line.points().stream())
                .map(CurvePoint::value)
                .toList();
        return Map.of(
                "xAxis", Map.of("type", "value", "min", "dataMin", "max", "dataMax", "minInterval", 1),
                "yAxis", NiceAxis.over(values).option(),
                "series", lines.stream().map(line -> series(measure, line)).toList());
    }

    private static Map<String, Object> series(String measure, Line line) {
        var series = new LinkedHashMap<String, Object>();
        series.put("name", line.name());
        series.put("type", "line");
        series.put(
                "data",
                line.points().stream()
                        .map(point -> List.of(point.step(), point.value()))
                        .toList());
        series.put("lineStyle", Map.of("color", line.colour(), "type", line.dash()));
        series.put("itemStyle", Map.of("color", line.colour()));
        if (counts(line)) {
            line.best(measure).ifPresent(best -> series.put("markPoint", mark(best)));
        }
        return series;
    }

    private static Map<String, Object> mark(CurvePoint best) {
        return Map.of(
                "symbol",
                "circle",
                "symbolSize",
                8,
                "silent",
                true,
                "label",
                Map.of("show", false),
                "itemStyle",
                Map.of("color", NEW, "borderColor", "var(--sw-surface)", "borderWidth", 1.5),
                "data",
                List.of(Map.of("coord", List.of(best.step(), best.value()))));
    }

    private static String translated(String key, Object... parameters) {
        return I18NProvider.translate(key, parameters);
    }

    /** @param train empty where nothing was measured on the training rows */
    record Measured(CurveGroup group, List<CurvePoint> train, List<CurvePoint> validation) {

        static Measured of(CurveGroup group, Function<String, List<CurvePoint>> points) {
            var train = group.train();
            return new Measured(
                    group, train == null ? List.of() : points.apply(train), points.apply(group.validation()));
        }

        boolean isCurve() {
            return train.size() > 1 || validation.size() > 1;
        }
    }

    /** @param dash ECharts' type of line */
    record Line(String name, String colour, String dash, List<CurvePoint> points) {

        boolean isCurve() {
            return points.size() > 1;
        }

        Optional<CurvePoint> best(String measure) {
            var direction = MetricDirection.of(measure);
            return points.stream().reduce((a, b) -> direction.isBetter(b.value(), a.value()) ? b : a);
        }
    }
}
