package dev.slipway.portal.experiments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.i18n.I18NProvider;
import dev.slipway.experiments.MetricDirection;
import dev.slipway.experiments.Runs;
import dev.slipway.experiments.Runs.CurvePoint;
import dev.slipway.portal.kit.Chart;
import dev.slipway.portal.kit.EmptyState;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The histories of metrics as charts, two by two. What has one value only is no curve and stands in the table of results. */
final class Curves {

    private static final String NEW = "var(--sw-new)";
    private static final int POINTS = 400;
    private static final int HEIGHT = 176;
    private static final int MOST_CHARTS = 12;

    private Curves() {}

    /** The curves of one run: training and held-back rows of one measure in one chart. */
    static Component of(Runs runs, String runId, Collection<String> keys) {
        var grid = new Div();
        grid.addClassNames("sw-cols", "two");
        for (var group : inOrder(CurveGroup.of(keys))) {
            var lines = lines(runs, runId, group);
            if (lines.stream().anyMatch(Line::isCurve) && grid.getComponentCount() < MOST_CHARTS) {
                grid.add(chart(group.name(), lines));
            }
        }
        return grid.getComponentCount() > 0 ? grid : nothing();
    }

    private static List<CurveGroup> inOrder(List<CurveGroup> groups) {
        var names = MetricOrder.sorted(groups.stream().map(CurveGroup::name).toList());
        return groups.stream()
                .sorted(Comparator.comparingInt(group -> names.indexOf(group.name())))
                .toList();
    }

    private static EmptyState nothing() {
        return new EmptyState(
                Icon.FLASK, translated("experiments.curves.none"), translated("experiments.curves.none.why"));
    }

    private static List<Line> lines(Runs runs, String runId, CurveGroup group) {
        var lines = new ArrayList<Line>();
        var train = group.train();
        if (train != null) {
            lines.add(line(runs, runId, train, translated("experiments.curves.train"), "var(--sw-old)", "solid"));
        }
        var name = train == null ? group.name() : translated("experiments.curves.validation");
        lines.add(line(runs, runId, group.validation(), name, NEW, "solid"));
        return lines;
    }

    static Line line(Runs runs, String runId, String key, String name, String colour, String dash) {
        var points = runs.curve(runId, key, POINTS).stream()
                .filter(point -> Double.isFinite(point.value()))
                .toList();
        return new Line(name, colour, dash, points);
    }

    static Chart chart(String measure, List<Line> lines) {
        var chart = new Chart(measure, translated("experiments.curves.description", names(lines), measure), HEIGHT);
        chart.facts(fact(measure, lines), legend(lines));
        chart.numbers(head(lines), rows(lines));
        return chart.option(option(measure, lines));
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
                            "experiments.curves.best", Texts.number(best.value()), Texts.count(best.step()))));
        }
        return fact;
    }

    private static boolean counts(Line line) {
        return line.colour().equals(NEW);
    }

    private static Span legend(List<Line> lines) {
        var legend = new Span();
        legend.addClassNames("sw-legend", lines.size() > 2 ? "many" : "few");
        lines.forEach(line -> {
            var mark = new Element("i");
            mark.getStyle().set("--_s", line.colour());
            if (!line.dash().equals("solid")) {
                mark.setAttribute("class", "dash");
            }
            var entry = new Span();
            entry.getElement().appendChild(mark);
            entry.add(new Span(line.name()));
            legend.add(entry);
        });
        return legend;
    }

    private static List<String> head(List<Line> lines) {
        var head = new ArrayList<>(List.of(translated("experiments.curves.step")));
        lines.stream().map(Line::name).forEach(head::add);
        return head;
    }

    private static List<List<String>> rows(List<Line> lines) {
        var bySteps = new TreeMap<Long, Map<String, String>>();
        lines.forEach(line -> line.points()
                .forEach(point -> bySteps.computeIfAbsent(point.step(), step -> new LinkedHashMap<>())
                        .put(line.name(), Texts.number(point.value()))));
        return bySteps.entrySet().stream()
                .map(entry -> {
                    var cells = new ArrayList<>(List.of(Texts.count(entry.getKey())));
                    lines.forEach(line -> cells.add(entry.getValue().getOrDefault(line.name(), "—")));
                    return List.copyOf(cells);
                })
                .toList();
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
