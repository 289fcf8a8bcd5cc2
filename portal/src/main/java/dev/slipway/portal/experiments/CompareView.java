package dev.slipway.portal.experiments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import dev.slipway.experiments.Runs;
import dev.slipway.experiments.Runs.RunRow;
import dev.slipway.portal.experiments.Curves.Line;
import dev.slipway.portal.kit.Chart;
import dev.slipway.portal.kit.Crumb;
import dev.slipway.portal.kit.EmptyState;
import dev.slipway.portal.kit.HasCrumbs;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Later;
import dev.slipway.portal.kit.Page;
import dev.slipway.portal.kit.Panel;
import jakarta.annotation.security.RolesAllowed;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What made the difference: two to twenty runs side by side. */
@Route(ExperimentsLinks.COMPARE)
@RolesAllowed("COMPARE_RUNS")
class CompareView extends Page implements BeforeEnterObserver, HasDynamicTitle, HasCrumbs {

    private static final long serialVersionUID = 1L;

    private static final int CHART_HEIGHT = 250;
    private static final int CURVE_CHARTS = 4;
    private static final int CURVE_TRIES = 8;

    private final transient Runs runs;
    private final transient Champions champions;
    private CompareState state = new CompareState(List.of(), false, false);

    CompareView(Runs runs, Champions champions) {
        this.runs = runs;
        this.champions = champions;
    }

    @Override
    public String getPageTitle() {
        return getTranslation("experiments.compare.title", state.runIds().size());
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(
                new Crumb(getTranslation("experiments.title"), ExperimentsLinks.list()), Crumb.here(getPageTitle()));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var wanted = CompareState.of(event.getLocation().getQueryParameters());
        var sameRuns = wanted.runIds().equals(state.runIds());
        state = wanted;
        title(getPageTitle());
        attempt(() -> show(new ComparedRuns(runs.compare(wanted.runIds())), sameRuns));
    }

    private void show(ComparedRuns compared, boolean sameRuns) {
        meta(
                new Span(getTranslation(
                        "experiments.compare.rows.count", compared.differingCount(), compared.rowCount())),
                yardstick(compared));
        if (!sameRuns || getComponentCount() < 2) {
            clearContent();
            var stack = new Div(parallel(compared), new Div(rows(compared)), curves(compared));
            stack.addClassName("sw-stack");
            add(stack);
            return;
        }
        table().removeAll();
        table().add(rows(compared));
    }

    private Div table() {
        return (Div) getComponentAt(1).getChildren().toList().get(1);
    }

    private Component yardstick(ComparedRuns compared) {
        var key = compared.yardstick();
        if (key.isEmpty()) {
            return new Span(getTranslation("experiments.compare.same"));
        }
        var code = new Span(key);
        code.addClassName("sw-mono");
        return new Span(new Span(getTranslation("experiments.compare.best.by") + " "), code);
    }

    private Component parallel(ComparedRuns compared) {
        var parallel = new ParallelChart(compared, getTranslation("experiments.compare.notset"));
        if (!parallel.isWorthDrawing()) {
            return new Panel(
                    getTranslation("experiments.compare.parallel"),
                    new EmptyState(
                            Icon.COMPARE,
                            getTranslation("experiments.compare.parallel.none"),
                            getTranslation("experiments.compare.parallel.none.why")));
        }
        var chart = new Chart(
                getTranslation("experiments.compare.parallel"),
                getTranslation(
                        "experiments.compare.parallel.description",
                        compared.runs().size()),
                CHART_HEIGHT);
        var hint = new Span(getTranslation("experiments.compare.parallel.hint"));
        hint.addClassName("sw-t3");
        chart.facts(hint);
        chart.numbers(head(compared), numbers(compared));
        return chart.atLeast(parallel.width()).option(parallel.option());
    }

    private List<String> head(ComparedRuns compared) {
        var head = new ArrayList<>(List.of(getTranslation("experiments.compare.key")));
        compared.runs().stream().map(RunRow::runName).forEach(head::add);
        return head;
    }

    private static List<List<String>> numbers(ComparedRuns compared) {
        var rows = new ArrayList<List<String>>();
        compared.params().stream().filter(ComparedRuns.ParamRow::differs).forEach(row -> {
            var cells = new ArrayList<>(List.of(row.key()));
            row.values().forEach(value -> cells.add(value == null ? "—" : value));
            rows.add(cells);
        });
        compared.metrics().stream().filter(ComparedRuns.MetricRow::differs).forEach(row -> {
            var cells = new ArrayList<>(List.of(row.key()));
            IntStream.range(0, row.values().size()).mapToObj(row::text).forEach(cells::add);
            rows.add(cells);
        });
        return rows;
    }

    private Panel rows(ComparedRuns compared) {
        var champion = champions.among(compared.runs());
        var base = champion.map(compared.runs()::indexOf).orElse(0);
        var differing = new Checkbox(getTranslation("experiments.compare.differing"), !state.equalRows());
        differing.addValueChangeListener(event -> go(state.withEqualRows(!event.getValue())));
        var differences = new Checkbox(
                champion.isPresent()
                        ? getTranslation(
                                "experiments.compare.to.champion",
                                champion.get().runName())
                        : getTranslation("experiments.compare.to.first"),
                state.differences());
        differences.addValueChangeListener(event -> go(state.withDifferences(event.getValue())));
        return new Panel(
                        getTranslation("experiments.compare.rows"),
                        new CompareTable(compared, !state.equalRows(), state.differences() ? base : -1))
                .end(differing, differences, csv(compared));
    }

    private Anchor csv(ComparedRuns compared) {
        var bytes = compared.csv().getBytes(StandardCharsets.UTF_8);
        var handler = DownloadHandler.fromInputStream(event -> new DownloadResponse(
                new ByteArrayInputStream(bytes), "compare.csv", "text/csv;charset=utf-8", bytes.length));
        var link = new Anchor(handler, AttachmentType.DOWNLOAD, "");
        link.add(Icon.DOWNLOAD.create(), new Span("CSV"));
        link.addClassNames("sw-row", "sw-s");
        link.setTitle(getTranslation("experiments.compare.csv"));
        return link;
    }

    private void go(CompareState next) {
        getUI().ifPresent(ui -> ui.navigate(CompareView.class, next.parameters()));
    }

    private Component curves(ComparedRuns compared) {
        return Later.of(() -> shared(compared), CompareView::charts);
    }

    /** The lines of each measure that at least two runs have as a curve. */
    private Map<String, List<Line>> shared(ComparedRuns compared) {
        var curves = new LinkedHashMap<String, List<Line>>();
        for (var key : curveKeys(compared)) {
            var lines = lines(compared, key);
            if (lines.stream().filter(Line::isCurve).count() > 1) {
                curves.put(key, lines);
            }
        }
        return curves;
    }

    private static Component charts(Map<String, List<Line>> curves) {
        return Curves.twoByTwo(curves.entrySet().stream()
                .limit(CURVE_CHARTS)
                .map(curve -> Curves.chart(curve.getKey(), curve.getValue())));
    }

    /** What at least two runs have; the rows held back before those trained on. */
    private static List<String> curveKeys(ComparedRuns compared) {
        var shared = new TreeSet<String>();
        compared.metrics().stream()
                .filter(row ->
                        row.values().stream().filter(value -> value != null).count() > 1)
                .map(ComparedRuns.MetricRow::key)
                .forEach(shared::add);
        var keys = new ArrayList<String>();
        CurveGroup.of(shared).stream().map(CurveGroup::validation).forEach(keys::add);
        return keys.stream().limit(CURVE_TRIES).toList();
    }

    private List<Line> lines(ComparedRuns compared, String key) {
        var lines = new ArrayList<Line>();
        for (var index = 0; index < compared.runs().size(); index++) {
            var run = compared.runs().get(index);
            if (run.metrics().containsKey(key)) {
                var points = Curves.points(runs, run.runId(), key);
                lines.add(new Line(run.runName(), ParallelChart.colour(index), ParallelChart.dash(index), points));
            }
        }
        return lines;
    }
}
