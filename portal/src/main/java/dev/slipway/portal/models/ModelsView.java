package dev.slipway.portal.models;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.slipway.deployments.promotion.Promotions;
import dev.slipway.experiments.Models;
import dev.slipway.experiments.Models.ModelFilter;
import dev.slipway.experiments.Models.ModelRow;
import dev.slipway.experiments.Models.Sort;
import dev.slipway.kernel.PageQuery;
import dev.slipway.portal.experiments.ExperimentsLinks;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.EmptyState;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Page;
import dev.slipway.portal.kit.StageTag;
import dev.slipway.portal.kit.VersionTag;
import dev.slipway.portal.kit.When;
import dev.slipway.security.TeamId;
import dev.slipway.security.Teams;
import jakarta.annotation.security.RolesAllowed;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@Route(ModelsLinks.LIST)
@RolesAllowed("READ")
class ModelsView extends Page implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private static final int FIRST = 50;

    private final transient Models models;
    private final transient HeldStages held;
    private final transient Promotions promotions;
    private final transient Teams teams;

    private final TextField name = new TextField();
    private final Select<Sort> sort = new Select<>();
    private final Grid<Row> grid = new Grid<>();
    private transient List<Object> shown = List.of();

    ModelsView(Models models, HeldStages held, Promotions promotions, Teams teams) {
        this.models = models;
        this.held = held;
        this.promotions = promotions;
        this.teams = teams;
        title(getTranslation("models.title"));
        addClassName("fill");
        var box = new Div(grid);
        box.addClassName("sw-gridbox");
        add(filterLine(), box);
        buildGrid();
        keepFresh(this::refreshIfChanged);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("models.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var query = event.getLocation().getQueryParameters();
        name.setValue(query.getSingleParameter("name").orElse(""));
        sort.setValue(
                query.getSingleParameter("sort").map(ModelsView::sortNamed).orElse(Sort.STAGE));
        refresh();
    }

    private Component filterLine() {
        name.setPlaceholder(getTranslation("models.filter.placeholder"));
        name.setAriaLabel(getTranslation("models.filter.label"));
        name.setPrefixComponent(Icon.SEARCH.createSmall());
        name.setClearButtonVisible(true);
        name.getElement().setAttribute("data-filter", "");
        name.setValueChangeMode(ValueChangeMode.LAZY);
        name.addValueChangeListener(change -> filtered(change.isFromClient()));
        sort.setItems(Sort.values());
        sort.setAriaLabel(getTranslation("models.sort.label"));
        sort.setItemLabelGenerator(value ->
                getTranslation("enum.ModelSort." + Objects.requireNonNull(value).name()));
        sort.addValueChangeListener(change -> filtered(change.isFromClient()));
        var line = new Div(name, sort);
        line.addClassNames("sw-filter-line", "sw-filter");
        return line;
    }

    private void filtered(boolean byPerson) {
        if (byPerson) {
            refresh();
            rememberInAddress();
        }
    }

    private void rememberInAddress() {
        var parameters = new LinkedHashMap<String, String>();
        if (!name.getValue().isBlank()) {
            parameters.put("name", name.getValue());
        }
        if (sort.getValue() != Sort.STAGE) {
            parameters.put("sort", sort.getValue().name());
        }
        getUI().ifPresent(ui -> ui.getPage()
                .getHistory()
                .replaceState(null, new Location(ModelsLinks.list(), QueryParameters.simple(parameters))));
    }

    private void buildGrid() {
        grid.addClassName("relaxed");
        grid.setSizeFull();
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.getElement().setProperty("accessibleName", getTranslation("models.title"));
        grid.addComponentColumn(this::nameCell)
                .setHeader(getTranslation("models.column.model"))
                .setFlexGrow(2)
                .setWidth("220px");
        grid.addComponentColumn(this::stagesCell)
                .setHeader(getTranslation("models.column.stages"))
                .setFlexGrow(2)
                .setWidth("260px");
        grid.addComponentColumn(row -> row.standing().ticks(this))
                .setHeader(getTranslation("models.column.loop"))
                .setFlexGrow(1)
                .setWidth("250px");
        grid.addColumn(row -> row.team() == null ? getTranslation("models.no_team") : row.team())
                .setHeader(getTranslation("models.column.team"))
                .setFlexGrow(1)
                .setWidth("150px");
        grid.addColumn(row -> row.model().versionCount())
                .setHeader(getTranslation("models.column.versions"))
                .setTextAlign(ColumnTextAlign.END)
                .setFlexGrow(0)
                .setWidth("100px");
        grid.addComponentColumn(row -> new When(row.model().updatedAt()))
                .setHeader(getTranslation("models.column.changed"))
                .setFlexGrow(0)
                .setWidth("130px");
        grid.setItems(this::fetch, query -> Math.toIntExact(total()));
    }

    private long total() {
        return models.find(filter(), PageQuery.first(1), sort.getValue()).total();
    }

    private Stream<Row> fetch(Query<Row, Void> query) {
        return rows(new PageQuery(query.getOffset(), Math.min(query.getLimit(), PageQuery.MAX_LIMIT))).stream();
    }

    private List<Row> rows(PageQuery page) {
        var found = held.of(models.find(filter(), page, sort.getValue()).items());
        var names = teams.names(owners(found));
        var open = OpenRequests.of(promotions);
        return found.stream()
                .map(model -> new Row(
                        model,
                        model.team() == null ? null : names.get(model.team()),
                        Standing.of(model, open.of(model.name()))))
                .toList();
    }

    private static Set<TeamId> owners(List<ModelRow> found) {
        return found.stream().map(ModelRow::team).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private ModelFilter filter() {
        return new ModelFilter(name.getValue().trim());
    }

    private void refreshIfChanged() {
        var now = fingerprint();
        if (!now.equals(shown)) {
            refresh();
        }
    }

    private void refresh() {
        shown = fingerprint();
        grid.setEmptyStateComponent(nothing());
        grid.getDataProvider().refreshAll();
        meta(new Span(getTranslation("models.count", total())));
    }

    /** What the first page shows: equal as long as nothing on it changed. */
    private List<Object> fingerprint() {
        return List.copyOf(rows(PageQuery.first(FIRST)));
    }

    private Component nothing() {
        return name.getValue().isBlank()
                ? new EmptyState(
                        Icon.MODELS,
                        getTranslation("models.empty.line"),
                        getTranslation("models.empty.sentence"),
                        new Anchor(ExperimentsLinks.list(), getTranslation("models.empty.browse")))
                : new EmptyState(
                        Icon.FILTER,
                        getTranslation("models.nothing.line"),
                        getTranslation("models.nothing.sentence", name.getValue()),
                        clearButton());
    }

    private Component clearButton() {
        return Buttons.plain(Icon.X, getTranslation("models.nothing.clear"), click -> {
            name.clear();
            filtered(true);
        });
    }

    private Component nameCell(Row row) {
        var link = new Anchor(ModelsLinks.model(row.model().name()), row.model().name());
        link.addClassNames("sw-cut", "sw-m");
        link.setTitle(row.model().name());
        var about = new Span(row.model().description());
        about.addClassNames("sw-cut", "sw-s", "sw-t2");
        about.setTitle(row.model().description());
        var cell = new Div(link, about);
        cell.addClassName("sw-twoline");
        return cell;
    }

    private Component stagesCell(Row row) {
        var cell = new Span();
        cell.addClassName("sw-row");
        Stations.HELD.forEach(stage -> {
            var holder = row.model().stages().get(stage);
            if (holder != null) {
                cell.add(new StageTag(stage), new VersionTag(holder));
            }
        });
        if (cell.getChildren().findAny().isEmpty()) {
            cell.add(new Span(getTranslation("models.stages.none")));
            cell.addClassName("sw-t3");
        }
        return cell;
    }

    private static Sort sortNamed(String name) {
        return Arrays.stream(Sort.values())
                .filter(sort -> sort.name().equals(name))
                .findFirst()
                .orElse(Sort.STAGE);
    }

    private record Row(ModelRow model, @Nullable String team, Standing standing) {}
}
