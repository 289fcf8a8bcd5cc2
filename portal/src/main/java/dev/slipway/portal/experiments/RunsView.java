package dev.slipway.portal.experiments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.slipway.experiments.Experiments;
import dev.slipway.experiments.Experiments.ExperimentRow;
import dev.slipway.experiments.InvalidFilter;
import dev.slipway.experiments.RunHints;
import dev.slipway.experiments.Runs;
import dev.slipway.experiments.Runs.RunRow;
import dev.slipway.kernel.Problem;
import dev.slipway.portal.experiments.Workbench.Finding;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.Crumb;
import dev.slipway.portal.kit.EmptyState;
import dev.slipway.portal.kit.HasCrumbs;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Note;
import dev.slipway.portal.kit.Page;
import dev.slipway.portal.kit.Paths;
import dev.slipway.portal.kit.Texts;
import dev.slipway.portal.kit.Tone;
import dev.slipway.security.Actors;
import dev.slipway.security.Permission;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which run is best: all runs of an experiment, filtered, sorted and side by side. */
@Route(ExperimentsLinks.RUNS)
@RolesAllowed("READ")
class RunsView extends Page implements BeforeEnterObserver, HasDynamicTitle, HasCrumbs {

    private static final long serialVersionUID = 1L;

    /** Of conditions of which it is told what would match without each. */
    private static final int MOST_TRIED = 10;

    private final transient Experiments experiments;
    private final transient Runs runs;
    private final transient RunHints hints;
    private final transient Actors actors;
    private final transient Owners owners;
    private final transient Clock clock;

    private final FilterField filter;
    private final FilterChips chips;
    private final ColumnPicker picker;
    private final Div notes = new Div();
    private final Div gridBox = new Div();

    private transient @Nullable Workbench workbench;
    private transient @Nullable Finding shown;
    private @Nullable RunsGrid grid;
    private @Nullable SelectionBar selection;
    private RunsState state = RunsState.START;
    private String name = "";
    private String stamp = "";

    RunsView(Experiments experiments, Runs runs, RunHints hints, Actors actors, Owners owners, Clock clock) {
        this.experiments = experiments;
        this.runs = runs;
        this.hints = hints;
        this.actors = actors;
        this.owners = owners;
        this.clock = clock;
        addClassName("fill");
        filter = new FilterField(
                "runs-filter", new FilterCompletion(Finding.NOTHING.known(), key -> List.of()), this::filterBy);
        chips = new FilterChips(clock, this::filterBy, only -> go(state.withRegistered(only)));
        picker = new ColumnPicker(columns -> go(state.withColumns(columns)));
        gridBox.addClassName("sw-gridbox");
        keepFresh(this::refresh);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("experiments.runs.title", name);
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(new Crumb(getTranslation("experiments.title"), ExperimentsLinks.list()), Crumb.here(name));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var id = Paths.parameter(event.getRouteParameters(), "experiment");
        var wanted = RunsState.of(event.getLocation().getQueryParameters());
        attempt(() -> open(id, wanted));
    }

    private void open(String id, RunsState wanted) {
        var experiment = experiments.get(id);
        if (workbench == null || !workbench.experimentId().equals(id)) {
            begin(experiment);
        }
        head(experiment);
        show(wanted);
    }

    @Override
    protected void showRefusal(Problem problem) {
        workbench = null;
        name = getTranslation("experiments.runs");
        title(name);
        super.showRefusal(problem);
    }

    private void begin(ExperimentRow experiment) {
        workbench = new Workbench(runs, hints, experiment.experimentId());
        shown = null;
        grid = null;
        clearContent();
        gridBox.removeAll();
        selection = new SelectionBar(
                actors.current().holds(Permission.COMPARE_RUNS, experiment.team()),
                this::compare,
                this::clearSelection);
        gridBox.add(selection);
        add(filters(), notes, gridBox);
    }

    private Component filters() {
        var line = new Div(filter, picker);
        line.addClassName("sw-filter-line");
        var box = new Div(line, chips);
        box.addClassName("sw-filter");
        return box;
    }

    private void head(ExperimentRow experiment) {
        name = experiment.name();
        title(name);
        var facts = new ArrayList<Component>(List.of(
                new Span(getTranslation("experiments.runs.count", experiment.runCount())),
                owners.fact(experiment.team())));
        var note = experiment.tags().getOrDefault("mlflow.note.content", "");
        if (!note.isBlank()) {
            facts.add(new Span(note));
        }
        meta(facts.toArray(Component[]::new));
    }

    /** Text that cannot be read stays in the field with its error; what was shown before stays as well. */
    private void filterBy(String text) {
        if (workbench == null || text.equals(state.filter())) {
            filter.show(text);
            return;
        }
        try {
            workbench.find(state.withFilter(text).withOrderBy(List.of()));
            go(state.withFilter(text));
        } catch (InvalidFilter problem) {
            filter.refuse(text, problem);
        }
    }

    private void go(RunsState next) {
        if (workbench == null || next.equals(state)) {
            return;
        }
        var experiment = new RouteParameters("experiment", workbench.experimentId());
        getUI().ifPresent(ui -> ui.navigate(RunsView.class, experiment, next.parameters()));
    }

    private void show(RunsState wanted) {
        state = wanted;
        notes.removeAll();
        var found = find(wanted);
        present(found);
        found.choice().unknown().forEach(column -> note(getTranslation("experiments.columns.unknown", column)));
        stamp = workbench().stamp();
        chips.show(wanted, workbench().hasRegistered(), workbench().splitters());
        filter.completeWith(new FilterCompletion(found.known(), workbench()::values));
    }

    /** What the address asks for, without the parts of it that cannot be read: each is told where it stands. */
    private Finding find(RunsState wanted) {
        try {
            var found = workbench().find(wanted);
            filter.show(wanted.filter());
            return found;
        } catch (InvalidFilter problem) {
            if (problem.fields().getFirst().pointer().startsWith("/order_by")) {
                note(getTranslation("experiments.order.unknown", problem.getMessage()));
                return find(wanted.withOrderBy(List.of()));
            }
            filter.refuse(wanted.filter(), problem);
            return Finding.NOTHING;
        }
    }

    private void note(String sentence) {
        notes.add(new Note(Tone.WARN, Icon.WARNING, sentence));
    }

    private void present(Finding found) {
        var choice = found.choice();
        shown = found;
        filter.result(
                found.equals(Finding.NOTHING)
                        ? ""
                        : getTranslation(
                                "experiments.filter.result",
                                Texts.count(found.total()),
                                found.took().toMillis()));
        picker.show(found.known(), choice);
        if (grid == null || !grid.choice().equals(choice)) {
            rebuild(found, choice);
        } else {
            grid.measureBy(found.facets());
            grid.showOrder(found.state().orderBy());
            grid.getDataProvider().refreshAll();
        }
        grid().setEmptyStateComponent(nothing(found));
    }

    private void rebuild(Finding found, ColumnChoice choice) {
        var selected = selected();
        if (grid != null) {
            gridBox.remove(grid);
        }
        grid = new RunsGrid(choice, found.known(), found.facets(), clock, orders -> go(state.withOrderBy(orders)));
        grid.showOrder(found.state().orderBy());
        grid.setDataProvider(rows());
        grid.asMultiSelect().setValue(selected);
        grid.asMultiSelect()
                .addValueChangeListener(
                        event -> selection().show(event.getValue().size()));
        gridBox.addComponentAsFirst(grid);
    }

    private CallbackDataProvider<RunRow, Void> rows() {
        return new CallbackDataProvider<>(
                query -> workbench().rows(shown().state(), query.getOffset(), query.getLimit()).items().stream(),
                query -> (int) shown().total(),
                RunRow::runId);
    }

    /** Asked with each poll; cheap while nothing changed. */
    private void refresh() {
        if (workbench == null || shown == null || shown.equals(Finding.NOTHING)) {
            return;
        }
        var now = workbench.stamp();
        if (now.equals(stamp)) {
            return;
        }
        head(experiments.get(workbench.experimentId()));
        present(workbench.find(shown.state()));
        stamp = now;
    }

    private EmptyState nothing(Finding found) {
        if (found.equals(Finding.NOTHING)) {
            return new EmptyState(
                            Icon.FILTER,
                            getTranslation("experiments.filter.bad"),
                            getTranslation("experiments.filter.bad.why"))
                    .tone(Tone.CRITICAL);
        }
        if (found.total() > 0) {
            return new EmptyState(Icon.FLASK, "", "");
        }
        var conditions = FilterText.of(found.state().filter());
        return conditions.conditions().isEmpty() && !found.state().registered()
                ? new EmptyState(
                        Icon.FLASK,
                        getTranslation("experiments.runs.none"),
                        getTranslation("experiments.runs.none.why"))
                : noMatch(conditions);
    }

    private EmptyState noMatch(FilterText conditions) {
        var clear = Buttons.plain(Icon.X, getTranslation("experiments.filter.clear"), click -> clearFilter());
        for (var condition : conditions.conditions().stream().limit(MOST_TRIED).toList()) {
            var rest = conditions.without(condition);
            var count = rest.conditions().isEmpty() ? 0 : workbench().count(state.withFilter(rest.text()));
            if (count > 0) {
                var drop = Buttons.quiet(getTranslation("experiments.filter.drop"), click -> filterBy(rest.text()));
                var why = getTranslation("experiments.filter.without", condition, count);
                return new EmptyState(Icon.FILTER, getTranslation("experiments.filter.none"), why, drop, clear);
            }
        }
        var why = getTranslation("experiments.filter.all", workbench().count(RunsState.START));
        return new EmptyState(Icon.FILTER, getTranslation("experiments.filter.none"), why, clear);
    }

    private void clearFilter() {
        go(state.withFilter("").withRegistered(false));
    }

    private void compare() {
        var ids = selected().stream().map(RunRow::runId).toList();
        if (ids.size() >= SelectionBar.FEWEST && ids.size() <= SelectionBar.MOST) {
            getUI().ifPresent(ui -> ui.navigate(ExperimentsLinks.compare(ids)));
        }
    }

    private void clearSelection() {
        grid().deselectAll();
    }

    private Set<RunRow> selected() {
        return grid == null ? Set.of() : grid.getSelectedItems();
    }

    private RunsGrid grid() {
        return Objects.requireNonNull(grid);
    }

    private SelectionBar selection() {
        return Objects.requireNonNull(selection);
    }

    private Workbench workbench() {
        return Objects.requireNonNull(workbench);
    }

    private Finding shown() {
        return Objects.requireNonNull(shown);
    }
}
