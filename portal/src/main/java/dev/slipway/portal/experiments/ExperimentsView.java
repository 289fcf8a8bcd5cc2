package dev.slipway.portal.experiments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.slipway.experiments.Experiments;
import dev.slipway.experiments.Experiments.ExperimentFilter;
import dev.slipway.experiments.Experiments.ExperimentRow;
import dev.slipway.experiments.Experiments.Sort;
import dev.slipway.experiments.Freshness;
import dev.slipway.kernel.PageQuery;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.EmptyState;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Page;
import dev.slipway.portal.kit.Panel;
import dev.slipway.portal.kit.Texts;
import dev.slipway.portal.kit.When;
import dev.slipway.security.TeamId;
import jakarta.annotation.security.RolesAllowed;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is being tried: every experiment the reader's teams have. */
@Route(ExperimentsLinks.LIST)
@RolesAllowed("READ")
class ExperimentsView extends Page implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private static final String NAME = "name";
    private static final String SORT = "sort";

    private final transient Experiments experiments;
    private final transient Owners owners;
    private final transient Freshness freshness;
    private final transient Map<TeamId, String> teamNames = new HashMap<>();

    private final TextField search = new TextField();
    private final Grid<ExperimentRow> grid = new Grid<>();
    private ExperimentFilter filter = ExperimentFilter.ALL;
    private Sort sort = Sort.LAST_UPDATE_FIRST;
    private transient List<ExperimentRow> top = List.of();
    private long total = -1;

    ExperimentsView(Experiments experiments, Owners owners, Freshness freshness) {
        this.experiments = experiments;
        this.owners = owners;
        this.freshness = freshness;
        title(getTranslation("experiments.title"));
        buildSearch();
        buildGrid();
        add(new Panel(getTranslation("experiments.title"), grid).end(search));
        keepFresh(this::refresh);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("experiments.title");
    }

    private void buildSearch() {
        search.setId("experiments-search");
        search.getElement().setAttribute("data-filter", "");
        search.setAriaLabel(getTranslation("experiments.search"));
        search.setPlaceholder(getTranslation("experiments.search"));
        search.setPrefixComponent(Icon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.TIMEOUT);
        search.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                go(event.getValue().strip(), sort);
            }
        });
    }

    private void buildGrid() {
        grid.setAriaLabel(getTranslation("experiments.title"));
        grid.setAllRowsVisible(false);
        grid.addClassName("sw-list");
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addComponentColumn(this::name)
                .setHeader(getTranslation("experiments.column.name"))
                .setKey(Sort.NAME.name())
                .setSortable(true)
                .setWidth("220px")
                .setFlexGrow(3);
        grid.addComponentColumn(this::team)
                .setHeader(getTranslation("experiments.column.team"))
                .setFlexGrow(1);
        grid.addColumn(row -> Texts.count(row.runCount()))
                .setHeader(getTranslation("experiments.column.runs"))
                .setKey(Sort.MOST_RUNS_FIRST.name())
                .setSortable(true)
                .setWidth("110px")
                .setFlexGrow(0)
                .setTextAlign(ColumnTextAlign.END);
        grid.addComponentColumn(row -> new When(row.lastUpdateTime()))
                .setHeader(getTranslation("experiments.column.changed"))
                .setKey(Sort.LAST_UPDATE_FIRST.name())
                .setSortable(true)
                .setWidth("150px")
                .setFlexGrow(0);
        grid.addSortListener(event -> {
            if (event.isFromClient()) {
                go(filter.name(), sort(event.getSortOrder()));
            }
        });
        grid.setDataProvider(new CallbackDataProvider<>(
                query -> rows(query.getOffset(), query.getLimit()).stream(),
                query -> (int) total,
                ExperimentRow::experimentId));
    }

    private Component name(ExperimentRow row) {
        var link = new Anchor(ExperimentsLinks.runs(row.experimentId()), row.name());
        link.setTitle(row.name());
        link.addClassNames("sw-cut", "sw-m");
        var note = new Span(row.tags().getOrDefault("mlflow.note.content", ""));
        note.addClassNames("sw-cut", "sw-t3", "sw-s", "sw-desk");
        var line = new Div(link, note);
        line.addClassName("sw-row");
        return line;
    }

    private Component team(ExperimentRow row) {
        var team = row.team();
        return team == null ? Owners.gap() : new Span(teamNames.getOrDefault(team, "—"));
    }

    private List<ExperimentRow> rows(int offset, int limit) {
        var rows = experiments.find(filter, new PageQuery(offset, limit), sort).items();
        var unnamed = rows.stream()
                .map(ExperimentRow::team)
                .filter(Objects::nonNull)
                .filter(team -> !teamNames.containsKey(team))
                .collect(Collectors.toSet());
        if (!unnamed.isEmpty()) {
            teamNames.putAll(owners.names(Set.copyOf(unnamed)));
        }
        return rows;
    }

    private static Sort sort(List<GridSortOrder<ExperimentRow>> orders) {
        return orders.isEmpty()
                ? Sort.LAST_UPDATE_FIRST
                : Sort.valueOf(orders.getFirst().getSorted().getKey());
    }

    private void go(String name, Sort by) {
        var parameters = new HashMap<String, String>();
        if (!name.isEmpty()) {
            parameters.put(NAME, name);
        }
        if (by != Sort.LAST_UPDATE_FIRST) {
            parameters.put(SORT, by.name().toLowerCase(Locale.ROOT));
        }
        getUI().ifPresent(ui -> ui.navigate(ExperimentsView.class, QueryParameters.simple(parameters)));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var parameters = event.getLocation().getQueryParameters();
        filter = new ExperimentFilter(parameters.getSingleParameter(NAME).orElse(""));
        sort = parameters
                .getSingleParameter(SORT)
                .flatMap(ExperimentsView::sort)
                .orElse(Sort.LAST_UPDATE_FIRST);
        search.setValue(filter.name());
        showOrder();
        total = -1;
        refresh();
    }

    private static Optional<Sort> sort(String text) {
        return Arrays.stream(Sort.values())
                .filter(value -> value.name().equalsIgnoreCase(text))
                .findFirst();
    }

    private void showOrder() {
        var column = grid.getColumnByKey(sort.name());
        var direction = sort == Sort.NAME ? SortDirection.ASCENDING : SortDirection.DESCENDING;
        grid.sort(List.of(new GridSortOrder<>(column, direction)));
    }

    /** The first rows and their number tell whether anything changed. */
    private void refresh() {
        var page = experiments.find(filter, PageQuery.first(PageQuery.DEFAULT_LIMIT), sort);
        if (page.total() == total && page.items().equals(top)) {
            return;
        }
        total = page.total();
        top = page.items();
        lead(getTranslation("experiments.lead", total));
        grid.setEmptyStateComponent(nothing());
        grid.getDataProvider().refreshAll();
    }

    private EmptyState nothing() {
        if (!filter.name().isEmpty()) {
            return new EmptyState(
                    Icon.FILTER,
                    getTranslation("experiments.nomatch", filter.name()),
                    getTranslation("experiments.nomatch.why"),
                    Buttons.plain(Icon.X, getTranslation("experiments.search.clear"), click -> go("", sort)));
        }
        var server = freshness.state().mlflowUrl();
        return new EmptyState(
                Icon.FLASK, getTranslation("experiments.none"), getTranslation("experiments.none.why", server));
    }
}
