package dev.slipway.portal.experiments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import dev.slipway.experiments.Runs.RunRow;
import dev.slipway.portal.experiments.ComparedRuns.MetricRow;
import dev.slipway.portal.experiments.ComparedRuns.ParamRow;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Texts;
import java.util.Optional;

/** Runs as columns, parameters and metrics as rows. */
final class CompareTable extends Div {

    private static final long serialVersionUID = 1L;

    private final transient ComparedRuns compared;
    private final boolean onlyDiffering;
    private final int base;
    private final NativeTable table = new NativeTable();

    /** @param base the run that differences are taken to, -1 for none */
    CompareTable(ComparedRuns compared, boolean onlyDiffering, int base) {
        this.compared = compared;
        this.onlyDiffering = onlyDiffering;
        this.base = base;
        addClassName("sw-scrollx");
        getElement()
                .setAttribute("tabindex", "0")
                .setAttribute("role", "region")
                .setAttribute("aria-label", getTranslation("experiments.compare.table"));
        table.addClassNames("sw-table", "sw-cmp");
        table.getHead().add(head());
        addParams();
        addMetrics();
        add(table);
    }

    private NativeTableRow head() {
        var row = new NativeTableRow(new NativeTableHeaderCell());
        for (var run = 0; run < compared.runs().size(); run++) {
            row.add(runHead(run));
        }
        return row;
    }

    private NativeTableHeaderCell runHead(int index) {
        var run = compared.runs().get(index);
        var key = new Span();
        key.addClassName("sw-key");
        key.getStyle().set("--_s", ParallelChart.colour(index));
        var head = new NativeTableHeaderCell();
        head.add(key, link(run));
        if (index == compared.best()) {
            var best = new Span(" " + getTranslation("experiments.compare.best"));
            best.addClassName("sw-t2");
            head.add(best);
        }
        head.addClassNames("n", "run");
        head.getElement().setAttribute("scope", "col");
        return head;
    }

    private static Anchor link(RunRow run) {
        var name = run.runName().isBlank() ? run.runId() : run.runName();
        var link = new Anchor(ExperimentsLinks.run(run.runId()), name);
        link.setTitle(name);
        return link;
    }

    private void addParams() {
        var rows = compared.params();
        var differing = rows.stream().filter(ParamRow::differs).count();
        group(getTranslation("experiments.compare.params", differing, rows.size()));
        rows.stream()
                .filter(row -> !onlyDiffering || row.differs())
                .map(this::row)
                .forEach(table.getBody()::add);
    }

    private void addMetrics() {
        var rows = compared.metrics();
        var differing = rows.stream().filter(MetricRow::differs).count();
        group(getTranslation("experiments.compare.metrics", differing, rows.size()));
        rows.stream()
                .filter(row -> !onlyDiffering || row.differs())
                .map(this::row)
                .forEach(table.getBody()::add);
    }

    private void group(String name) {
        var cell = new NativeTableCell(name);
        cell.getElement().setAttribute("colspan", String.valueOf(compared.runs().size() + 1));
        var row = new NativeTableRow(cell);
        row.addClassName("grp");
        table.getBody().add(row);
    }

    private NativeTableRow row(ParamRow param) {
        var row = new NativeTableRow(key(param.key()));
        for (var run = 0; run < compared.runs().size(); run++) {
            var value = param.values().get(run);
            var cell = new NativeTableCell(value == null ? "—" : value);
            cell.addClassName("n");
            if (value != null) {
                cell.setTitle(value);
            }
            if (param.isOdd(run)) {
                cell.addClassName("dif");
            }
            row.add(cell);
        }
        return row;
    }

    private NativeTableRow row(MetricRow metric) {
        var row = new NativeTableRow(key(metric.key()));
        var best = metric.best();
        for (var run = 0; run < compared.runs().size(); run++) {
            row.add(cell(metric, run, best.contains(run)));
        }
        return row;
    }

    private NativeTableCell cell(MetricRow metric, int run, boolean best) {
        var cell = new NativeTableCell();
        cell.addClassName("n");
        if (best) {
            cell.addClassName("best");
            cell.add(star());
        }
        var number = new Span(metric.text(run));
        Optional.ofNullable(metric.values().get(run)).map(Texts::exact).ifPresent(number::setTitle);
        cell.add(number);
        difference(metric, run, cell);
        return cell;
    }

    private Component star() {
        var star = Icon.STAR.createSmall();
        star.addClassName("sw-star");
        var spoken = new Span(getTranslation("experiments.compare.best") + " ");
        spoken.addClassName("sw-sr");
        return new Span(star, spoken);
    }

    private void difference(MetricRow metric, int run, NativeTableCell cell) {
        if (base < 0 || run == base) {
            return;
        }
        var value = metric.values().get(run);
        var against = metric.values().get(base);
        if (value != null && against != null) {
            cell.add(new Span(" "), new Delta(metric.key(), value, against));
        }
    }

    private static NativeTableHeaderCell key(String key) {
        var cell = new NativeTableHeaderCell(key);
        cell.addClassNames("sw-mono", "sw-rowhead");
        cell.setTitle(key);
        cell.getElement().setAttribute("scope", "row");
        return cell;
    }
}
