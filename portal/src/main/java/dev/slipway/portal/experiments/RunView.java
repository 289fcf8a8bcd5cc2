package dev.slipway.portal.experiments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.experiments.Artifacts;
import dev.slipway.experiments.Freshness;
import dev.slipway.experiments.Models;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.experiments.RunHints;
import dev.slipway.experiments.RunStatus;
import dev.slipway.experiments.Runs;
import dev.slipway.experiments.Runs.RunDetails;
import dev.slipway.experiments.Runs.RunQuery;
import dev.slipway.experiments.Runs.RunRow;
import dev.slipway.experiments.VersionRef;
import dev.slipway.kernel.PageQuery;
import dev.slipway.kernel.Problem;
import dev.slipway.portal.experiments.ArtifactBrowser.Root;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.Crumb;
import dev.slipway.portal.kit.HasCrumbs;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Later;
import dev.slipway.portal.kit.Page;
import dev.slipway.portal.kit.Panel;
import dev.slipway.portal.kit.Paths;
import dev.slipway.portal.kit.Texts;
import dev.slipway.portal.kit.Toasts;
import dev.slipway.portal.kit.When;
import dev.slipway.portal.kit.WhyOff;
import dev.slipway.portal.models.ModelsLinks;
import dev.slipway.security.Actors;
import dev.slipway.security.Permission;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a run went, and what became of it. */
@Route(ExperimentsLinks.RUN)
@RolesAllowed("READ")
class RunView extends Page implements BeforeEnterObserver, HasDynamicTitle, HasCrumbs {

    private static final long serialVersionUID = 1L;

    private static final String PARENT = "mlflow.parentRunId";

    private final transient Runs runs;
    private final transient RunHints hints;
    private final transient Models models;
    private final transient Artifacts artifacts;
    private final transient Champions champions;
    private final transient Owners owners;
    private final transient Actors actors;
    private final transient Freshness freshness;

    private final Div main = new Div();
    private final Div files = new Div();
    private final Div side = new Div();
    private transient @Nullable RunDetails shown;
    private transient @Nullable RunCurves curves;
    private transient List<Object> sideOf = List.of();
    private transient List<Object> filesOf = List.of();
    private String stamp = "";

    RunView(
            Runs runs,
            RunHints hints,
            Models models,
            Artifacts artifacts,
            Champions champions,
            Owners owners,
            Actors actors,
            Freshness freshness) {
        this.runs = runs;
        this.hints = hints;
        this.models = models;
        this.artifacts = artifacts;
        this.champions = champions;
        this.owners = owners;
        this.actors = actors;
        this.freshness = freshness;
        main.addClassName("sw-stack");
        files.addClassName("sw-stack");
        side.addClassName("sw-stack");
        keepFresh(this::refresh);
    }

    @Override
    public String getPageTitle() {
        return shown == null ? getTranslation("experiments.run") : name(shown.run());
    }

    @Override
    public List<Crumb> crumbs() {
        var list = new Crumb(getTranslation("experiments.title"), ExperimentsLinks.list());
        if (shown == null) {
            return List.of(list, Crumb.here(getPageTitle()));
        }
        var experiment = new Crumb(
                shown.experimentName(), ExperimentsLinks.runs(shown.run().experimentId()));
        return List.of(list, experiment, Crumb.here(getPageTitle()));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        shown = null;
        curves = null;
        sideOf = List.of();
        filesOf = List.of();
        clearContent();
        title(getTranslation("experiments.run"));
        attempt(() -> open(Paths.parameter(event.getRouteParameters(), "run")));
    }

    private void open(String runId) {
        show(runs.get(runId));
        var columns = new Div(main, side);
        columns.addClassNames("sw-cols", "main-side");
        add(columns);
    }

    private void show(RunDetails details) {
        shown = details;
        stamp = stamp(details.run());
        head(details);
        var champion = champions.of(details.run()).filter(version -> !isThisRun(version));
        side(details, champion);
        curves(details);
        files(details);
    }

    private boolean isThisRun(VersionRow version) {
        return run().runId().equals(version.runId());
    }

    private void head(RunDetails details) {
        var run = details.run();
        var pills = new ArrayList<Component>();
        pills.add(RunTone.of(run.status())
                .pill(getTranslation("enum.RunStatus." + run.status().name())));
        if (!run.versions().isEmpty()) {
            var became = new Span(getTranslation("experiments.run.became"));
            became.addClassNames("sw-t2", "sw-s");
            pills.add(became);
            run.versions().stream().map(RunView::versionLink).forEach(pills::add);
        }
        title(name(run), pills.toArray(Component[]::new));
        var facts = facts(details);
        var why = whyNotRegister(details);
        why.map(WhyOff::new).ifPresent(facts::add);
        meta(facts.toArray(Component[]::new));
        actions(details, why.isEmpty());
    }

    private static String name(RunRow run) {
        return run.runName().isBlank() ? run.runId() : run.runName();
    }

    private static Anchor versionLink(VersionRef ref) {
        var link = new Anchor(ModelsLinks.version(ref), ref.toString());
        link.addClassNames("sw-ver", "new");
        return link;
    }

    private List<Component> facts(RunDetails details) {
        var run = details.run();
        var facts = new ArrayList<Component>();
        facts.add(new Anchor(ExperimentsLinks.runs(run.experimentId()), details.experimentName()));
        Optional.ofNullable(run.startTime())
                .ifPresent(start -> facts.add(
                        new Span(new Span(getTranslation("experiments.run.started") + " "), new When(start))));
        took(run).ifPresent(facts::add);
        if (!run.userId().isBlank()) {
            facts.add(new Span(Icon.USER.createSmall(), new Span(run.userId())));
        }
        facts.add(owners.fact(details.team()));
        parent(run).ifPresent(facts::add);
        children(run).ifPresent(facts::add);
        facts.add(mlflowLink(details));
        return facts;
    }

    private Optional<Component> took(RunRow run) {
        var start = run.startTime();
        var end = run.endTime();
        return start == null || end == null
                ? Optional.empty()
                : Optional.of(
                        new Span(getTranslation("experiments.run.took", Texts.duration(Duration.between(start, end)))));
    }

    private Optional<Component> parent(RunRow run) {
        return Optional.ofNullable(run.tags().get(PARENT)).map(id -> {
            var name = search(run, RunColumn.Fact.ID, id).stream()
                    .findFirst()
                    .map(RunView::name)
                    .orElse(id);
            return new Span(
                    new Span(getTranslation("experiments.run.child") + " "),
                    new Anchor(ExperimentsLinks.run(id), name));
        });
    }

    private List<RunRow> search(RunRow run, RunColumn.Fact fact, String id) {
        var filter = fact.column().orderKey().orElseThrow() + " = " + FilterCompletion.quoted(id);
        return runs.search(new RunQuery(List.of(run.experimentId()), filter, List.of()), PageQuery.first(1))
                .items();
    }

    private Optional<Component> children(RunRow run) {
        var filter = RunColumn.tag(PARENT).inFilter() + " = " + FilterCompletion.quoted(run.runId());
        var count = runs.search(new RunQuery(List.of(run.experimentId()), filter, List.of()), PageQuery.first(1))
                .total();
        return count == 0
                ? Optional.empty()
                : Optional.of(new Anchor(
                        ExperimentsLinks.runs(run.experimentId(), filter),
                        getTranslation("experiments.run.children", count)));
    }

    private Anchor mlflowLink(RunDetails details) {
        var link = new Anchor(details.mlflowPage(), getTranslation("experiments.run.mlflow"));
        link.setTarget(AnchorTarget.BLANK);
        link.add(Icon.EXTERNAL.createSmall());
        link.addClassName("sw-out");
        link.getElement().setAttribute("rel", "noopener").setAttribute("router-ignore", true);
        return link;
    }

    private void actions(RunDetails details, boolean mayRegister) {
        var buttons = new ArrayList<Component>();
        champions
                .of(details.run())
                .filter(version -> !isThisRun(version))
                .map(VersionRow::runId)
                .filter(id -> actors.current().holds(Permission.COMPARE_RUNS, details.team()))
                .ifPresent(id -> buttons.add(compareButton(id)));
        var register = Buttons.primary(Icon.MODELS, getTranslation("experiments.register"), click -> register());
        register.setEnabled(mayRegister);
        buttons.add(register);
        actions(buttons.toArray(Component[]::new));
    }

    private Button compareButton(String champion) {
        var address = ExperimentsLinks.compare(List.of(run().runId(), champion));
        return Buttons.plain(
                Icon.COMPARE,
                getTranslation("experiments.run.compare"),
                click -> getUI().ifPresent(ui -> ui.navigate(address)));
    }

    private Optional<String> whyNotRegister(RunDetails details) {
        if (!actors.current().holds(Permission.REGISTER_VERSION, details.team())) {
            return Optional.of(getTranslation("experiments.register.right"));
        }
        if (!details.hasModel()) {
            return Optional.of(getTranslation("experiments.register.nothing"));
        }
        return details.run().status() == RunStatus.RUNNING
                ? Optional.of(getTranslation("experiments.register.running"))
                : whyNotNow();
    }

    private Optional<String> whyNotNow() {
        return switch (freshness.state().answering()) {
            case UP -> Optional.empty();
            case DOWN -> Optional.of(getTranslation("experiments.register.down"));
            case NOT_ASKED -> Optional.of(getTranslation("experiments.register.starting"));
        };
    }

    private void register() {
        try {
            var logged = models.loggedModels(run().runId());
            if (logged.isEmpty()) {
                Toasts.say(getTranslation("experiments.register.nothing"));
                return;
            }
            new RegisterDialog(models, Objects.requireNonNull(shown), logged, this::reload).open();
        } catch (Problem problem) {
            Toasts.refused(problem);
        }
    }

    private void reload() {
        show(runs.get(run().runId()));
    }

    private void curves(RunDetails details) {
        if (curves == null) {
            var id = details.run().runId();
            curves = new RunCurves(key -> Curves.points(runs, id, key));
            main.removeAll();
            main.add(curves, files);
        }
        curves.show(details.steps(), details.run().metrics());
    }

    /** A file browser that somebody is in stays as it is while the run only goes on. */
    private void files(RunDetails details) {
        var run = details.run();
        var now = List.<Object>of(run.status(), run.versions(), details.modelIds(), details.hasModel());
        if (now.equals(filesOf)) {
            return;
        }
        filesOf = now;
        files.removeAll();
        files.add(new Panel(getTranslation("experiments.files"), ArtifactBrowser.of(artifacts, roots(run))));
        run.versions().stream()
                .findFirst()
                .ifPresent(ref -> files.add(new Panel(
                                getTranslation("experiments.signature"),
                                Later.of(() -> models.signature(ref), SignatureTable::of))
                        .end(versionLink(ref))));
    }

    private List<Root> roots(RunRow run) {
        var roots = new ArrayList<Root>();
        roots.add(new Root(
                run.versions().isEmpty() ? "" : getTranslation("experiments.files.run"),
                new ArtifactSource.OfRun(run.runId())));
        run.versions().forEach(ref -> roots.add(new Root(ref.toString(), new ArtifactSource.OfVersion(ref))));
        return roots;
    }

    private void side(RunDetails details, Optional<VersionRow> champion) {
        var now = List.<Object>of(details, champion);
        if (now.equals(sideOf)) {
            return;
        }
        sideOf = now;
        side.removeAll();
        side.add(
                RunFacts.results(details.run(), champion),
                RunFacts.parameters(details.run(), champion.flatMap(this::runOf)),
                RunFacts.tags(details.run()),
                RunFacts.data(details.inputs()));
    }

    private Optional<RunRow> runOf(VersionRow champion) {
        return Optional.ofNullable(champion.runId())
                .flatMap(id -> search(run(), RunColumn.Fact.ID, id).stream().findFirst());
    }

    private void refresh() {
        if (shown == null) {
            return;
        }
        if (!stamp(run()).equals(stamp)) {
            reload();
        } else if (curves != null) {
            curves.show(shown.steps(), run().metrics());
        }
    }

    /** Another one when something changed that stands on the page. */
    private String stamp(RunRow run) {
        return hints.stamp(List.of(run.experimentId())) + freshness.state().answering();
    }

    private RunRow run() {
        return Objects.requireNonNull(shown).run();
    }
}
