package dev.slipway.portal.models;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.deployments.promotion.Promotions;
import dev.slipway.deployments.promotion.Stages;
import dev.slipway.deployments.promotion.Stages.AliasFinding;
import dev.slipway.experiments.Models;
import dev.slipway.experiments.Models.ModelRow;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.experiments.VersionRef;
import dev.slipway.kernel.PageQuery;
import dev.slipway.portal.experiments.ExperimentsLinks;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.Crumb;
import dev.slipway.portal.kit.HasCrumbs;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.KeyValues;
import dev.slipway.portal.kit.Note;
import dev.slipway.portal.kit.Page;
import dev.slipway.portal.kit.Panel;
import dev.slipway.portal.kit.Paths;
import dev.slipway.portal.kit.ReasonDialog;
import dev.slipway.portal.kit.StageTag;
import dev.slipway.portal.kit.Texts;
import dev.slipway.portal.kit.Toasts;
import dev.slipway.portal.kit.Tone;
import dev.slipway.portal.kit.VersionTag;
import dev.slipway.portal.kit.When;
import dev.slipway.security.Actors;
import dev.slipway.security.Permission;
import dev.slipway.security.TeamId;
import dev.slipway.security.Teams;
import dev.slipway.serving.Parities;
import dev.slipway.serving.ParityState;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@Route(ModelsLinks.MODEL)
@RolesAllowed("READ")
class ModelView extends Page implements BeforeEnterObserver, HasDynamicTitle, HasCrumbs {

    private static final long serialVersionUID = 1L;

    private static final int FIRST = 50;

    private final transient Models models;
    private final transient Promotions promotions;
    private final transient Stages stages;
    private final transient HeldStages held;
    private final transient Parities parities;
    private final transient Teams teams;
    private final transient Actors actors;

    private String name = "";
    private transient @Nullable State shown;

    ModelView(
            Models models,
            Promotions promotions,
            Stages stages,
            HeldStages held,
            Parities parities,
            Teams teams,
            Actors actors) {
        this.models = models;
        this.promotions = promotions;
        this.stages = stages;
        this.held = held;
        this.parities = parities;
        this.teams = teams;
        this.actors = actors;
        keepFresh(this::refreshIfChanged);
    }

    @Override
    public String getPageTitle() {
        return name;
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(new Crumb(getTranslation("models.title"), ModelsLinks.list()), Crumb.here(name));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        name = Paths.parameter(event.getRouteParameters(), "model");
        title(name);
        clearContent();
        shown = null;
        attempt(() -> show(state()));
    }

    private void refreshIfChanged() {
        if (shown == null) {
            return;
        }
        var now = state();
        if (!now.equals(shown)) {
            clearContent();
            show(now);
        }
    }

    private State state() {
        var model = held.of(models.get(name));
        var first = models.versions(name, PageQuery.first(FIRST));
        return new State(
                model,
                lines(first.items()),
                first.total(),
                model.stages(),
                findings(),
                Standing.of(model, OpenRequests.of(promotions).of(name)));
    }

    private List<AliasFinding> findings() {
        return stages.findings().stream()
                .filter(finding -> finding.model().equals(name))
                .toList();
    }

    private List<VersionLine> lines(List<VersionRow> rows) {
        var proofs = parities.states(rows.stream().map(VersionRow::ref).toList());
        return held.ofModel(name, rows).stream()
                .map(row -> new VersionLine(row, proofs.getOrDefault(row.ref(), ParityState.PENDING)))
                .toList();
    }

    private void show(State state) {
        shown = state;
        head(state);
        var mayPutBack =
                actors.current().holds(Permission.ROLL_BACK, state.model().team());
        state.findings().forEach(finding -> add(finding(finding, mayPutBack)));
        var main = new Div(versions(state));
        main.addClassName("sw-stack");
        var side = new Div(holders(state), about(state.model()));
        side.addClassName("sw-stack");
        var columns = new Div(main, side);
        columns.addClassNames("sw-cols", "main-side");
        add(columns);
    }

    private void head(State state) {
        title(name, state.standing().ticks(this));
        var facts = new ArrayList<Component>();
        facts.add(new Span(owner(state.model().team())));
        facts.add(new Span(
                new Span(getTranslation("models.model.changed")),
                new When(state.model().updatedAt())));
        meta(facts.toArray(Component[]::new));
    }

    private String owner(@Nullable TeamId team) {
        return team == null
                ? getTranslation("models.model.no_team")
                : getTranslation("models.model.team", teams.names(Set.of(team)).getOrDefault(team, ""));
    }

    private Component finding(AliasFinding finding, boolean mayPutBack) {
        var note = new Note(
                Tone.WARN,
                Icon.WARNING,
                getTranslation(
                        "models.model.finding",
                        finding.alias(),
                        versionOrNobody(finding.expected()),
                        versionOrNobody(finding.found())));
        note.addClassName("sw-below");
        return mayPutBack ? note.action(putBack(finding)) : note;
    }

    private Component putBack(AliasFinding finding) {
        var verb = getTranslation("models.model.put_back", finding.alias());
        return Buttons.plain(
                Icon.UNDO,
                verb,
                click -> new ReasonDialog(
                                verb, "put-back/" + name + "/" + finding.stage(), reason -> putBack(finding, reason))
                        .next(getTranslation(
                                "models.model.put_back.next", finding.alias(), versionOrNobody(finding.expected())))
                        .open());
    }

    private void putBack(AliasFinding finding, String reason) {
        stages.putBack(name, finding.stage(), reason);
        Toasts.say(getTranslation("models.model.put_back.done", finding.alias(), versionOrNobody(finding.expected())));
        refreshIfChanged();
    }

    private String versionOrNobody(@Nullable String version) {
        return version == null ? getTranslation("models.model.nobody") : "v" + version;
    }

    private Panel versions(State state) {
        var table = new Grid<VersionLine>();
        table.setSelectionMode(Grid.SelectionMode.NONE);
        table.getElement().setProperty("accessibleName", getTranslation("models.model.versions"));
        table.addComponentColumn(line -> versionLink(line.row()))
                .setHeader(getTranslation("models.version.column.version"))
                .setWidth("84px")
                .setFlexGrow(0)
                .setFrozen(true);
        table.addComponentColumn(line -> stage(line.row().stage()))
                .setHeader(getTranslation("models.version.column.stage"))
                .setWidth("130px")
                .setFlexGrow(0);
        table.addComponentColumn(line -> aliases(line.row().aliases()))
                .setHeader(getTranslation("models.version.column.aliases"))
                .setWidth("120px");
        table.addComponentColumn(line -> Proofs.pill(this, line.parity()))
                .setHeader(getTranslation("models.version.column.parity"))
                .setWidth("140px")
                .setFlexGrow(0);
        metricColumns(table, state.lines());
        table.addComponentColumn(line -> run(line.row().runId()))
                .setHeader(getTranslation("models.version.column.run"))
                .setWidth("110px");
        table.addComponentColumn(line -> new When(line.row().createdAt()))
                .setHeader(getTranslation("models.version.column.created"))
                .setWidth("120px")
                .setFlexGrow(0);
        table.setItems(
                query -> fetch(new PageQuery(query.getOffset(), Math.min(query.getLimit(), PageQuery.MAX_LIMIT))),
                query -> Math.toIntExact(state.total()));
        table.setHeight(34 + 36 * Math.min(Math.max(state.total(), 1), 14) + "px");
        return new Panel(getTranslation("models.model.versions"), table).end(count(state.total()));
    }

    private Component count(long versions) {
        var count = new Span(Texts.count(versions));
        count.addClassName("sw-count");
        return count;
    }

    private Stream<VersionLine> fetch(PageQuery page) {
        return lines(models.versions(name, page).items()).stream();
    }

    private static void metricColumns(Grid<VersionLine> table, List<VersionLine> lines) {
        for (var metric : MetricColumns.of(lines.stream().map(VersionLine::row).toList())) {
            table.addComponentColumn(line -> number(line.row().metrics(), metric))
                    .setHeader(metric)
                    .setTextAlign(ColumnTextAlign.END)
                    .setWidth("100px");
        }
    }

    private static Component number(Map<String, Double> metrics, String metric) {
        var value = metrics.get(metric);
        var number = new Span(value == null ? "—" : Texts.number(value));
        number.setTitle(value == null ? "" : Texts.exact(value));
        return number;
    }

    private static Component versionLink(VersionRow row) {
        return new Anchor(
                ModelsLinks.version(row.ref()), new VersionTag(row.ref().version()));
    }

    private static Component stage(@Nullable String stage) {
        return stage == null ? new Span("—") : new StageTag(stage);
    }

    private static Component aliases(List<String> aliases) {
        var cell = new Span(String.join(", ", aliases));
        cell.addClassNames("sw-mono", "sw-s");
        return cell;
    }

    private Component run(@Nullable String runId) {
        if (runId == null) {
            return new Span(getTranslation("models.version.no_run"));
        }
        var link = new Anchor(ExperimentsLinks.run(runId), runId.substring(0, Math.min(8, runId.length())));
        link.addClassName("sw-mono");
        link.setTitle(runId);
        return link;
    }

    private Panel holders(State state) {
        var panel = new Panel(getTranslation("models.model.holders")).padded();
        if (state.holders().isEmpty()) {
            return panel.content(new Paragraph(getTranslation("models.model.holders.none")));
        }
        var facts = new KeyValues();
        stages.all().stream()
                .filter(stage -> state.holders().containsKey(stage.name()))
                .forEach(stage -> {
                    var version = state.holders().getOrDefault(stage.name(), "");
                    facts.fact(
                            stage.name(),
                            new Anchor(ModelsLinks.version(new VersionRef(name, version)), new VersionTag(version)));
                });
        return panel.content(facts);
    }

    private Panel about(ModelRow model) {
        var text = model.description().isBlank() ? getTranslation("models.model.no_description") : model.description();
        var words = new Paragraph(text);
        words.addClassName("sw-prose");
        return new Panel(getTranslation("models.model.description"), words).padded();
    }

    private record VersionLine(VersionRow row, ParityState parity) {}

    private record State(
            ModelRow model,
            List<VersionLine> lines,
            long total,
            Map<String, String> holders,
            List<AliasFinding> findings,
            Standing standing) {}
}
