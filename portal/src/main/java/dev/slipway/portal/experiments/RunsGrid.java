package dev.slipway.portal.experiments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridMultiSelectionModel;
import com.vaadin.flow.component.grid.GridMultiSelectionModel.SelectAllCheckboxVisibility;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.HeaderRow;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.shared.SelectionPreservationMode;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.renderer.Renderer;
import dev.slipway.experiments.MetricDirection;
import dev.slipway.experiments.Runs.RunColumns;
import dev.slipway.experiments.Runs.RunFacets;
import dev.slipway.experiments.Runs.RunFacets.Range;
import dev.slipway.experiments.Runs.RunRow;
import dev.slipway.experiments.VersionRef;
import dev.slipway.portal.experiments.RunColumn.Fact;
import dev.slipway.portal.experiments.RunColumn.Kind;
import dev.slipway.portal.kit.Texts;
import dev.slipway.portal.kit.Viewer;
import dev.slipway.portal.models.ModelsLinks;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The runs of an experiment with one choice of columns, grouped by what they are. */
final class RunsGrid extends Grid<RunRow> {

    private static final long serialVersionUID = 1L;

    private static final String NONE = "—";
    private static final String NAME = "name";
    private static final String BY_NAME = "attributes.run_name";
    private static final String DESCENDING = " DESC";

    private final ColumnChoice choice;
    private final Clock clock;
    private transient RunFacets facets;

    RunsGrid(ColumnChoice choice, RunColumns known, RunFacets facets, Clock clock, Consumer<List<String>> orderBy) {
        super();
        this.choice = choice;
        this.facets = facets;
        this.clock = clock;
        addClassName("dense");
        setSizeFull();
        setPageSize(50);
        setAriaLabel(getTranslation("experiments.runs"));
        setSelectionPreservationMode(SelectionPreservationMode.PRESERVE_ALL);
        if (setSelectionMode(SelectionMode.MULTI) instanceof GridMultiSelectionModel<RunRow> model) {
            model.setSelectAllCheckboxVisibility(SelectAllCheckboxVisibility.HIDDEN);
        }
        addColumns();
        addGroups(known);
        addSortListener(event -> {
            if (event.isFromClient()) {
                orderBy.accept(event.getSortOrder().stream().map(this::order).toList());
            }
        });
    }

    ColumnChoice choice() {
        return choice;
    }

    /** The ranges by which bars are drawn and the best is found. */
    void measureBy(RunFacets newFacets) {
        facets = newFacets;
    }

    private void addColumns() {
        addColumn(nameRenderer())
                .setKey(NAME)
                .setHeader(getTranslation("experiments.fact.name"))
                .setSortProperty(BY_NAME)
                .setSortable(true)
                .setResizable(true)
                .setWidth("220px")
                .setFlexGrow(2);
        for (var kind : Kind.values()) {
            var first = true;
            for (var column : choice.of(kind)) {
                add(column, first && kind != Kind.RUN);
                first = false;
            }
        }
    }

    private void add(RunColumn column, boolean startsGroup) {
        var parts = startsGroup ? "group-start" : "";
        var added = addColumn(renderer(column))
                .setKey(column.text())
                .setHeader(header(column))
                .setResizable(true)
                .setWidth(width(column))
                .setFlexGrow(1);
        added.setPartNameGenerator(row -> parts);
        added.setTextAlign(isNumeric(column) ? ColumnTextAlign.END : ColumnTextAlign.START);
        column.orderKey().ifPresent(key -> added.setSortProperty(key).setSortable(true));
    }

    private Span header(RunColumn column) {
        var name = column.kind() == Kind.RUN ? getTranslation("experiments.fact." + column.key()) : column.key();
        var header = new Span(name);
        header.addClassName("sw-cut");
        header.setTitle(name);
        return header;
    }

    private static boolean isNumeric(RunColumn column) {
        return column.kind() == Kind.METRIC || column.equals(Fact.TOOK.column());
    }

    private static String width(RunColumn column) {
        return switch (column.kind()) {
            case RUN -> column.equals(Fact.BECAME.column()) ? "150px" : "116px";
            case METRIC -> Math.clamp(90 + column.key().length() * 6L, 140, 240) + "px";
            case PARAM, TAG -> Math.clamp(60 + column.key().length() * 7L, 120, 220) + "px";
        };
    }

    private void addGroups(RunColumns known) {
        var row = prependHeaderRow();
        for (var kind : Kind.values()) {
            var columns = new ArrayList<Column<RunRow>>();
            if (kind == Kind.RUN) {
                columns.add(getColumnByKey(NAME));
            }
            choice.of(kind).forEach(column -> columns.add(getColumnByKey(column.text())));
            if (!columns.isEmpty()) {
                group(row, columns, groupHead(kind, known));
            }
        }
    }

    private static void group(HeaderRow row, List<Column<RunRow>> columns, Component head) {
        var cell = columns.size() == 1 ? row.getCell(columns.getFirst()) : row.join(columns.toArray(Column[]::new));
        cell.setComponent(head);
    }

    private Span groupHead(Kind kind, RunColumns known) {
        var extra = kind == Kind.RUN ? 1 : 0;
        var name = new Span(getTranslation("enum.RunColumn.Kind." + kind.name()));
        name.addClassName("sw-b");
        var count = new Span(getTranslation(
                kind == Kind.PARAM ? "experiments.columns.differing" : "experiments.columns.of",
                choice.of(kind).size() + extra,
                ColumnChoice.all(kind, known).size() + extra));
        count.addClassName("sw-t2");
        var head = new Span(name, count);
        head.addClassNames("sw-row", "sw-s");
        return head;
    }

    private String order(GridSortOrder<RunRow> order) {
        var key = NAME.equals(order.getSorted().getKey())
                ? BY_NAME
                : RunColumn.parse(order.getSorted().getKey())
                        .flatMap(RunColumn::orderKey)
                        .orElseThrow();
        return key + (order.getDirection() == SortDirection.DESCENDING ? DESCENDING : " ASC");
    }

    /** Shows the arrow of the order in force, where its column is shown. */
    void showOrder(List<String> orderBy) {
        var orders = new ArrayList<GridSortOrder<RunRow>>();
        orderBy.forEach(text -> {
            var descending = text.toUpperCase(Locale.ROOT).endsWith(DESCENDING);
            var key = text.replaceFirst("(?i)\\s+(asc|desc)$", "");
            getColumns().stream()
                    .filter(column -> key.equals(sortKey(column)))
                    .map(column -> new GridSortOrder<>(
                            column, descending ? SortDirection.DESCENDING : SortDirection.ASCENDING))
                    .forEach(orders::add);
        });
        if (!orders.equals(getSortOrder())) {
            sort(orders);
        }
    }

    private static String sortKey(Column<RunRow> column) {
        return NAME.equals(column.getKey())
                ? BY_NAME
                : RunColumn.parse(String.valueOf(column.getKey()))
                        .flatMap(RunColumn::orderKey)
                        .orElse("");
    }

    private Renderer<RunRow> nameRenderer() {
        return LitRenderer.<RunRow>of("""
                <div class="sw-runname ${item.tone}"><span class="sw-i"><svg aria-hidden="true"><use href="icons.svg#${item.icon}"></use></svg></span
                ><span class="sw-sr">${item.status}</span><a class="sw-cut" href="${item.href}" title="${item.title}">${item.name}</a></div>""")
                .withProperty("tone", run -> RunTone.of(run.status()).tone().css())
                .withProperty("icon", run -> RunTone.of(run.status()).icon().id())
                .withProperty("status", this::status)
                .withProperty("href", run -> ExperimentsLinks.run(run.runId()))
                .withProperty("title", run -> run.runName() + " · " + status(run))
                .withProperty("name", run -> run.runName().isBlank() ? run.runId() : run.runName());
    }

    private String status(RunRow run) {
        return getTranslation("enum.RunStatus." + run.status().name());
    }

    private Renderer<RunRow> renderer(RunColumn column) {
        return switch (column.kind()) {
            case RUN -> factRenderer(Fact.of(column.key()).orElseThrow());
            case METRIC -> metricRenderer(column.key());
            case PARAM -> textRenderer(run -> run.params().getOrDefault(column.key(), NONE));
            case TAG -> textRenderer(run -> run.tags().getOrDefault(column.key(), NONE));
        };
    }

    private Renderer<RunRow> factRenderer(Fact fact) {
        return switch (fact) {
            case BECAME -> becameRenderer();
            case STARTED -> timeRenderer();
            case TOOK -> textRenderer(this::took);
            case STATUS -> textRenderer(this::status);
            case USER -> textRenderer(run -> run.userId().isBlank() ? NONE : run.userId());
            case ID ->
                LitRenderer.<RunRow>of("<code class=\"sw-cut\" title=\"${item.id}\">${item.id}</code>")
                        .withProperty("id", RunRow::runId);
        };
    }

    private static Renderer<RunRow> textRenderer(TextOf text) {
        return LitRenderer.<RunRow>of("<div class=\"sw-cut\" title=\"${item.text}\">${item.text}</div>")
                .withProperty("text", text::of);
    }

    /** Lists of texts, since Flow sends other things as beans. */
    private static Renderer<RunRow> becameRenderer() {
        return LitRenderer.<RunRow>of("""
                <div class="sw-row">${item.names.map((name, i) => html`<a class="sw-ver" href="${item.hrefs[i]}" title="${item.titles[i]}">${name}</a>`)}</div>""")
                .withProperty("names", run -> versions(run, ref -> "v" + ref.version()))
                .withProperty("titles", run -> versions(run, VersionRef::toString))
                .withProperty("hrefs", run -> versions(run, ModelsLinks::version));
    }

    private static List<String> versions(RunRow run, Function<VersionRef, String> text) {
        return run.versions().stream().map(text).toList();
    }

    private Renderer<RunRow> timeRenderer() {
        return LitRenderer.<RunRow>of("<time datetime=\"${item.iso}\" title=\"${item.exact}\">${item.short}</time>")
                .withProperty("iso", run -> of(run.startTime(), Instant::toString))
                .withProperty("exact", run -> of(run.startTime(), at -> Texts.exact(at, Viewer.zone())))
                .withProperty(
                        "short", run -> of(run.startTime(), at -> Texts.when(at, clock.instant(), Viewer.zone())));
    }

    private static String of(@Nullable Instant at, InstantText text) {
        return at == null ? NONE : text.of(at);
    }

    private String took(RunRow run) {
        var start = run.startTime();
        var end = run.endTime();
        return start == null || end == null ? NONE : Texts.duration(Duration.between(start, end));
    }

    private Renderer<RunRow> metricRenderer(String key) {
        return LitRenderer.<RunRow>of(
                        "<div class=\"sw-cellbar ${item.best}\"><i style=\"--v:${item.part}%\"></i><span title=\"${item.exact}\">${item.value}</span></div>")
                .withProperty("best", run -> isBest(key, run) ? "best" : "")
                .withProperty("part", run -> part(key, run))
                .withProperty("value", run -> text(run.metrics().get(key)))
                .withProperty("exact", run -> exact(run.metrics().get(key)));
    }

    private static String exact(@Nullable Double value) {
        return value == null ? "" : Texts.exact(value);
    }

    private static String text(@Nullable Double value) {
        return value == null ? NONE : Texts.number(value);
    }

    /** From 10 for the lowest to 100 for the highest of the runs that match. */
    private int part(String key, RunRow run) {
        var value = run.metrics().get(key);
        var range = facets.metrics().get(key);
        if (value == null || range == null || !Double.isFinite(value)) {
            return 0;
        }
        var spread = range.high() - range.low();
        return spread > 0 ? (int) Math.clamp(Math.round(10 + 90 * (value - range.low()) / spread), 0, 100) : 100;
    }

    private boolean isBest(String key, RunRow run) {
        var value = run.metrics().get(key);
        var range = facets.metrics().get(key);
        return value != null && range != null && range.high() > range.low() && value == best(key, range);
    }

    private static double best(String key, Range range) {
        return switch (MetricDirection.of(key)) {
            case HIGHER_IS_BETTER -> range.high();
            case LOWER_IS_BETTER -> range.low();
        };
    }

    @FunctionalInterface
    private interface TextOf extends Serializable {
        String of(RunRow run);
    }

    @FunctionalInterface
    private interface InstantText {
        String of(Instant at);
    }
}
