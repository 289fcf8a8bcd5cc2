package dev.slipway.portal.models;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.deployments.promotion.Promotions;
import dev.slipway.deployments.promotion.Promotions.Filter;
import dev.slipway.deployments.promotion.Promotions.PromotionRow;
import dev.slipway.deployments.promotion.Stages;
import dev.slipway.deployments.promotion.Stages.VersionEvent;
import dev.slipway.experiments.Artifacts;
import dev.slipway.experiments.Freshness;
import dev.slipway.experiments.Models;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.experiments.Signature;
import dev.slipway.experiments.VersionNotFound;
import dev.slipway.experiments.VersionRef;
import dev.slipway.kernel.PageQuery;
import dev.slipway.portal.admin.AdminLinks;
import dev.slipway.portal.experiments.ExperimentsLinks;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.Crumb;
import dev.slipway.portal.kit.HasCrumbs;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Later;
import dev.slipway.portal.kit.Page;
import dev.slipway.portal.kit.Panel;
import dev.slipway.portal.kit.Paths;
import dev.slipway.portal.kit.StageTag;
import dev.slipway.portal.kit.VersionTag;
import dev.slipway.portal.kit.When;
import dev.slipway.portal.kit.WhyOff;
import dev.slipway.portal.promotions.PromotionsLinks;
import dev.slipway.portal.promotions.RequestPromotion;
import dev.slipway.security.Actors;
import dev.slipway.security.Permission;
import dev.slipway.security.Teams;
import dev.slipway.serving.Parities;
import dev.slipway.serving.ParityReport;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

@Route(ModelsLinks.VERSION)
@RolesAllowed("READ")
class VersionView extends Page implements BeforeEnterObserver, HasDynamicTitle, HasCrumbs {

    private static final long serialVersionUID = 1L;

    private static final String PRODUCTION = "Production";
    private static final int REQUESTS = 20;

    private final transient Models models;
    private final transient Promotions promotions;
    private final transient Stages stages;
    private final transient HeldStages held;
    private final transient Parities parities;
    private final transient Artifacts artifacts;
    private final transient Freshness freshness;
    private final transient Teams teams;
    private final transient Actors actors;
    private final transient RequestPromotion request;

    private transient VersionRef ref = new VersionRef("", "");
    private transient @Nullable State shown;

    VersionView(
            Models models,
            Promotions promotions,
            Stages stages,
            HeldStages held,
            Parities parities,
            Artifacts artifacts,
            Freshness freshness,
            Teams teams,
            Actors actors,
            RequestPromotion request) {
        this.models = models;
        this.promotions = promotions;
        this.stages = stages;
        this.held = held;
        this.parities = parities;
        this.artifacts = artifacts;
        this.freshness = freshness;
        this.teams = teams;
        this.actors = actors;
        this.request = request;
        keepFresh(this::refreshIfChanged);
    }

    @Override
    public String getPageTitle() {
        return ref.toString();
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(
                new Crumb(getTranslation("models.title"), ModelsLinks.list()),
                new Crumb(ref.model(), ModelsLinks.model(ref.model())),
                Crumb.here("v" + ref.version()));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var parameters = event.getRouteParameters();
        ref = new VersionRef(Paths.parameter(parameters, "model"), Paths.parameter(parameters, "version"));
        shown = null;
        clearContent();
        title(ref.model(), VersionTag.ofNew(ref.version()));
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
        return new State(
                held.of(models.version(ref)),
                champion(),
                parities.of(ref),
                latestRequest(),
                stages.history(ref),
                freshness.state().answering());
    }

    /** Empty too when MLflow no longer has it. */
    private Optional<VersionRow> champion() {
        try {
            return Optional.ofNullable(stages.holders(ref.model(), null).get(PRODUCTION))
                    .map(holder -> models.version(new VersionRef(ref.model(), holder)));
        } catch (VersionNotFound gone) {
            return Optional.empty();
        }
    }

    private Optional<PromotionRow> latestRequest() {
        return promotions
                .find(new Filter(ref.model(), ref.version(), Set.of(), false, false), PageQuery.first(REQUESTS))
                .items()
                .stream()
                .filter(row -> !row.rollback())
                .findFirst();
    }

    private void show(State state) {
        shown = state;
        head(state);
        var place = new LoopPlace(
                state.version(), state.parity().state(), state.request().orElse(null));
        add(new LoopTracker(ref.toString(), place.stops()));
        var main = new Div(new MetricsPanel(state.version(), state.otherChampion()), signature(state));
        main.addClassName("sw-stack");
        var side = new Div(history(state.history()), new ParityPanel(state.parity()), files(state.version()));
        side.addClassName("sw-stack");
        var columns = new Div(main, side);
        columns.addClassNames("sw-cols", "main-side", "sw-gap");
        add(columns);
    }

    private void head(State state) {
        var version = state.version();
        var pills = new ArrayList<Component>();
        pills.add(VersionTag.ofNew(ref.version()));
        if (version.stage() != null) {
            pills.add(new StageTag(version.stage()));
        }
        title(ref.model(), pills.toArray(Component[]::new));
        meta(facts(version));
        actions(action(state));
    }

    private Component[] facts(VersionRow version) {
        var facts = new ArrayList<Component>();
        if (!version.description().isBlank()) {
            facts.add(new Span(version.description()));
        }
        facts.add(new Span(new Span(getTranslation("models.version.registered")), new When(version.createdAt())));
        var runId = version.runId();
        if (runId != null) {
            facts.add(new Span(new Anchor(
                    ExperimentsLinks.run(runId),
                    getTranslation("models.version.by_run", runId.substring(0, Math.min(8, runId.length()))))));
        }
        facts.add(owner(version));
        version.aliases().forEach(alias -> facts.add(alias(alias)));
        if (!version.status().equals("READY")) {
            facts.add(new Span(getTranslation("models.version.status", version.status())));
        }
        return facts.toArray(Component[]::new);
    }

    private Span owner(VersionRow version) {
        var team = version.team();
        return new Span(
                team == null
                        ? getTranslation("models.model.no_team")
                        : getTranslation(
                                "models.version.team", teams.names(Set.of(team)).getOrDefault(team, "")));
    }

    private static Span alias(String alias) {
        var name = new Span(alias);
        name.addClassName("sw-mono");
        return new Span(Icon.TAG.createSmall(), name);
    }

    private Component action(State state) {
        var button = Buttons.primary(
                Icon.PROMOTE,
                getTranslation("models.version.request"),
                click -> request.open(state.version(), this::requested));
        var why = whyOff(state);
        if (state.request().isPresent() && state.request().get().state().isOpen()) {
            return new Anchor(
                    PromotionsLinks.promotion(state.request().get().id()),
                    getTranslation("models.version.open_request"));
        }
        if (why == null) {
            return button;
        }
        button.setEnabled(false);
        var column = new Div(button, new WhyOff(why));
        column.addClassNames("sw-col", "sw-off");
        return column;
    }

    private @Nullable String whyOff(State state) {
        if (state.version().team() == null) {
            return getTranslation("models.version.why_no_team");
        }
        if (!actors.current()
                .holds(Permission.REQUEST_PROMOTION, state.version().team())) {
            return getTranslation("models.version.why_role");
        }
        return switch (state.mlflow()) {
            case UP -> null;
            case DOWN -> getTranslation("models.version.why_down");
            case NOT_ASKED -> getTranslation("models.version.why_starting");
        };
    }

    private void requested(PromotionRow row) {
        getUI().ifPresent(ui -> ui.navigate(PromotionsLinks.promotion(row.id())));
    }

    private Panel signature(State state) {
        var panel = new Panel(getTranslation("models.signature.title"));
        var champion = state.otherChampion().map(VersionRow::ref);
        var later = Later.of(
                () -> new Signatures(models.signature(ref), champion.flatMap(models::signature)),
                found -> SignatureTable.of(panel, found.own(), found.champion(), champion));
        return panel.content(later);
    }

    private Panel history(List<VersionEvent> events) {
        var panel = new Panel(getTranslation("models.history.title"), new VersionHistory(events));
        return panel.end(new Anchor(
                AdminLinks.auditOf("version/" + ref.model() + "/" + ref.version()),
                getTranslation("models.history.audit")));
    }

    private Panel files(VersionRow version) {
        var panel = new Panel(getTranslation("models.files.title")).padded();
        var open = Buttons.plain(
                Icon.FOLDER,
                getTranslation("models.files.show"),
                click -> panel.content(Later.of(() -> artifacts.ofVersion(ref, ""), FileList::new)));
        panel.content(open);
        var runId = version.runId();
        if (runId != null) {
            panel.footer(new Anchor(ExperimentsLinks.run(runId), getTranslation("models.files.run")));
        }
        return panel;
    }

    private record Signatures(Optional<Signature> own, Optional<Signature> champion) {}

    /** @param champion the version in production, which may be this one */
    private record State(
            VersionRow version,
            Optional<VersionRow> champion,
            ParityReport parity,
            Optional<PromotionRow> request,
            List<VersionEvent> history,
            Freshness.Answering mlflow) {

        Optional<VersionRow> otherChampion() {
            return champion.filter(row -> !row.ref().equals(version.ref()));
        }
    }
}
