package dev.slipway.portal.promotions;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.deployments.promotion.PromotionId;
import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.Promotions;
import dev.slipway.deployments.promotion.Promotions.Decision;
import dev.slipway.deployments.promotion.Promotions.Decision.Verdict;
import dev.slipway.deployments.promotion.Promotions.Options;
import dev.slipway.deployments.promotion.Promotions.PromotionDetails;
import dev.slipway.experiments.Models;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.experiments.VersionRef;
import dev.slipway.kernel.Problem;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.Crumb;
import dev.slipway.portal.kit.EmptyState;
import dev.slipway.portal.kit.Feed;
import dev.slipway.portal.kit.HasCrumbs;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Note;
import dev.slipway.portal.kit.Page;
import dev.slipway.portal.kit.Panel;
import dev.slipway.portal.kit.Paths;
import dev.slipway.portal.kit.Person;
import dev.slipway.portal.kit.Pill;
import dev.slipway.portal.kit.ReasonDialog;
import dev.slipway.portal.kit.Toasts;
import dev.slipway.portal.kit.Tone;
import dev.slipway.portal.kit.VersionTag;
import dev.slipway.portal.kit.When;
import dev.slipway.portal.kit.WhyOff;
import dev.slipway.portal.models.ModelsLinks;
import dev.slipway.security.Teams;
import dev.slipway.security.Teams.Member;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Route(PromotionsLinks.PROMOTION)
@RolesAllowed("READ")
class PromotionView extends Page implements BeforeEnterObserver, HasDynamicTitle, HasCrumbs {

    private static final long serialVersionUID = 1L;

    private final transient Promotions promotions;
    private final transient Models models;
    private final transient Teams teams;

    private DecisionPanel decision;
    private final Div gates = new Div();
    private final Div history = new Div();
    private final Div notes = new Div();
    private final Div columns = new Div();
    private transient @Nullable PromotionId id;
    private transient @Nullable State shown;

    PromotionView(Promotions promotions, Models models, Teams teams) {
        this.promotions = promotions;
        this.models = models;
        this.teams = teams;
        this.decision = newDecision("");
        notes.addClassName("sw-notes");
        gates.addClassName("sw-o1");
        history.addClassName("sw-o4");
        columns.addClassNames("sw-cols", "main-side", "decide");
        keepFresh(this::refreshIfChanged);
    }

    private DecisionPanel newDecision(String promotion) {
        var draft = "promotion.decide/" + promotion;
        var panel = new DecisionPanel(getTranslation("promotions.decision.title"), draft, this::decide);
        panel.addClassName("sw-o2");
        return panel;
    }

    @Override
    public String getPageTitle() {
        return shown == null
                ? getTranslation("promotions.title")
                : StateWords.title(shown.details().row()).in(this);
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(
                new Crumb(getTranslation("promotions.title"), PromotionsLinks.list()),
                Crumb.here(
                        shown == null
                                ? getPageTitle()
                                : shown.details().row().version().toString()));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        clearContent();
        shown = null;
        var asked = Paths.parameter(event.getRouteParameters(), "promotion");
        decision = newDecision(asked);
        columns.removeAll();
        columns.add(stack(gates), stack(decision, history));
        id = idOf(asked).orElse(null);
        title(getTranslation("promotions.title"));
        attempt(this::open);
    }

    private void open() {
        if (id == null) {
            add(new EmptyState(
                    Icon.SEARCH,
                    getTranslation("promotions.unknown.line"),
                    getTranslation("promotions.unknown.sentence"),
                    new Anchor(PromotionsLinks.list(), getTranslation("promotions.title"))));
            return;
        }
        show(state(id));
        add(notes, columns);
    }

    private static Div stack(Component... panels) {
        var stack = new Div(panels);
        stack.addClassName("sw-stack");
        return stack;
    }

    private static Optional<PromotionId> idOf(String text) {
        try {
            return Optional.of(new PromotionId(UUID.fromString(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void refreshIfChanged() {
        if (shown == null || id == null) {
            return;
        }
        var now = state(id);
        if (!now.equals(shown)) {
            show(now);
        }
    }

    private State state(PromotionId promotion) {
        var details = promotions.get(promotion);
        var row = details.row();
        return new State(
                details,
                promotions.options(promotion),
                row.team() == null ? List.of() : teams.members(row.team()),
                version(row.version()),
                replaced(details));
    }

    private Optional<VersionRow> replaced(PromotionDetails details) {
        var replaces = details.replaces();
        return replaces == null
                ? Optional.empty()
                : version(new VersionRef(details.row().version().model(), replaces));
    }

    /** Empty for one that is gone from MLflow. */
    private Optional<VersionRow> version(VersionRef ref) {
        try {
            return Optional.of(models.version(ref));
        } catch (Problem gone) {
            return Optional.empty();
        }
    }

    private void show(State state) {
        shown = state;
        head(state);
        notes.removeAll();
        reason(state.details()).ifPresent(notes::add);
        gates.removeAll();
        gates.add(gatesPanel(state));
        decision.show(state.details(), SeatWords.open(state.details(), state.members()), state.options());
        history.removeAll();
        history.add(historyPanel(state.details()));
    }

    private void head(State state) {
        var row = state.details().row();
        title(StateWords.title(row).in(this), StateWords.pill(this, row));
        meta(facts(state.details()));
        actions(buttons(state).toArray(Component[]::new));
    }

    private Component[] facts(PromotionDetails details) {
        var row = details.row();
        var facts = new ArrayList<Component>();
        facts.add(new Span(new Span(getTranslation("promotions.asked_by")), new Person(row.requesterName())));
        facts.add(new When(row.requestedAt()));
        facts.add(policy(details.policyVersion()));
        facts.add(new Span(replacesWords(details)));
        var expires = details.expiresAt();
        if (expires != null) {
            facts.add(new Span(new Span(getTranslation("promotions.expires")), new When(expires)));
        }
        var original = details.rollbackOf();
        if (original != null) {
            facts.add(new Span(
                    new Anchor(PromotionsLinks.promotion(original), getTranslation("promotions.rollback_of"))));
        }
        return facts.toArray(Component[]::new);
    }

    private Component policy(String policyVersion) {
        var slash = policyVersion.lastIndexOf('/');
        var name = slash < 0 ? policyVersion : policyVersion.substring(0, slash);
        var number = slash < 0 ? "" : policyVersion.substring(slash + 1);
        if (number.equals("0")) {
            return new Span(getTranslation("promotions.no_policy"));
        }
        return new Span(
                new Span(getTranslation("promotions.policy")),
                new Anchor(PromotionsLinks.policy(name), getTranslation("promotions.policy.version", name, number)));
    }

    private String replacesWords(PromotionDetails details) {
        var open = details.row().state().isOpen();
        var replaces = details.replaces();
        return replaces == null
                ? getTranslation(
                        open ? "promotions.first" : "promotions.first_then",
                        details.row().targetStage())
                : getTranslation(
                        open ? "promotions.replaces" : "promotions.replaces_then",
                        details.row().version().model(),
                        replaces);
    }

    private List<Component> buttons(State state) {
        var buttons = new ArrayList<Component>();
        var row = state.details().row();
        if (row.state() == PromotionState.PENDING || row.state() == PromotionState.GATES_FAILED) {
            withdraw(state).ifPresent(buttons::add);
        }
        if (row.state() == PromotionState.PROMOTED) {
            buttons.add(rollBack(state));
        }
        return buttons;
    }

    /** Shown to the requester only: nobody else can have a use for it. */
    private Optional<Component> withdraw(State state) {
        if (state.options().whyNotWithdraw() != null) {
            return Optional.empty();
        }
        var title = getTranslation("promotions.withdraw");
        return Optional.of(Buttons.plain(
                Icon.X,
                title,
                click -> new ReasonDialog(title, draft("withdraw", state), this::withdraw)
                        .next(getTranslation(
                                "promotions.withdraw.consequence",
                                state.details().row().version().toString(),
                                state.details().row().targetStage()))
                        .destructive()
                        .optional()
                        .open()));
    }

    private void withdraw(String reason) {
        var withdrawn = promotions.withdraw(state().details().row().id(), reason);
        Toasts.say(getTranslation(
                "promotions.withdraw.done", withdrawn.row().version().toString()));
        refreshIfChanged();
    }

    private Component rollBack(State state) {
        var button = rollBackButton(state);
        var why = state.options().whyNotRollBack();
        if (why == null) {
            return button;
        }
        button.setEnabled(false);
        var column = new Div(button, new WhyOff(why));
        column.addClassNames("sw-col", "sw-off");
        return column;
    }

    private Button rollBackButton(State state) {
        var row = state.details().row();
        var title = getTranslation("promotions.roll_back");
        var replaces = row.replaces();
        var consequence = replaces == null
                ? getTranslation("promotions.roll_back.vacates", row.version().toString(), row.targetStage())
                : getTranslation(
                        "promotions.roll_back.consequence",
                        row.targetStage(),
                        replaces,
                        row.version().version());
        return Buttons.plain(
                Icon.UNDO,
                title,
                click -> new ReasonDialog(title, draft("roll-back", state), this::rollBack)
                        .next(consequence)
                        .destructive()
                        .open());
    }

    private static String draft(String action, State state) {
        return "promotion." + action + "/" + state.details().row().id().value();
    }

    private void rollBack(String reason) {
        var back = promotions.rollBack(state().details().row().id(), reason);
        getUI().ifPresent(ui -> ui.navigate(PromotionsLinks.promotion(back.row().id())));
    }

    private State state() {
        if (shown == null) {
            throw new IllegalStateException("No promotion is shown.");
        }
        return shown;
    }

    private void decide(Verdict verdict, String comment) {
        var seen = state().details();
        try {
            promotions.decide(seen.row().id(), new Decision(verdict, comment, seen.evidenceDigest()));
            decision.decided();
        } catch (Problem problem) {
            decision.refuse(problem);
        }
        refreshIfChanged();
    }

    private Optional<Component> reason(PromotionDetails details) {
        var tone = StateWords.tone(details.row().state());
        var stated = details.stateReason();
        if (stated != null) {
            return Optional.of(new Note(details.row().state().isOpen() ? Tone.WARN : tone, tone.icon(), stated));
        }
        return switch (details.row().state()) {
            case APPROVED, EXECUTING ->
                Optional.of(new Note(Tone.LIVE, Icon.LOADER, getTranslation("promotions.moving")));
            case PENDING, PROMOTED, GATES_FAILED, REJECTED, WITHDRAWN, EXPIRED, FAILED, ROLLED_BACK -> Optional.empty();
        };
    }

    private Panel gatesPanel(State state) {
        var found = state.details().gates();
        var summary = GateSummary.of(found);
        var content = new Div(versus(state));
        if (found.isEmpty()) {
            var none = new Paragraph(getTranslation("promotions.gates.none.sentence"));
            none.addClassNames("sw-pad", "sw-t2");
            content.add(none);
        } else {
            content.add(new GateTable(found));
        }
        return new Panel(getTranslation("promotions.gates"), content)
                .end(new Pill(summary.tone(), summary.words().in(this)));
    }

    private Component versus(State state) {
        var ref = state.details().row().version();
        var candidate =
                side(getTranslation("promotions.candidate"), ref, VersionTag.ofNew(ref.version()), state.candidate());
        var arrow = Icon.ARROW_RIGHT.create();
        arrow.addClassName("sw-t3");
        var versus = new Div(candidate, arrow, champion(state));
        versus.addClassName("sw-versus");
        return versus;
    }

    private Component champion(State state) {
        var row = state.details().row();
        var replaces = state.details().replaces();
        var open = row.state().isOpen();
        var label = getTranslation(open ? "promotions.holder" : "promotions.holder_then", row.targetStage());
        if (replaces != null) {
            var ref = new VersionRef(row.version().model(), replaces);
            return side(label, ref, new VersionTag(replaces), state.replaced());
        }
        var small = new Span(label);
        small.addClassNames("sw-s", "sw-t2");
        var side = new Div(small, new Span(getTranslation(open ? "promotions.nobody_yet" : "promotions.nobody_then")));
        side.addClassName("sw-vs-side");
        return side;
    }

    private Component side(String label, VersionRef ref, VersionTag tag, Optional<VersionRow> version) {
        var small = new Span(label);
        small.addClassNames("sw-s", "sw-t2");
        var link = new Anchor(ModelsLinks.version(ref));
        link.getElement().appendChild(new Element("b").setText(ref.model()));
        var name = new Div(link, tag);
        name.addClassName("sw-row");
        var about = new Span(version.map(VersionRow::description).orElseGet(() -> getTranslation("promotions.gone")));
        about.addClassNames("sw-s", "sw-t2");
        var side = new Div(small, name, about);
        side.addClassName("sw-vs-side");
        return side;
    }

    private Panel historyPanel(PromotionDetails details) {
        var feed = new Feed();
        HistoryLine.of(details)
                .forEach(line ->
                        feed.happened(line.look().tone(), line.look().icon(), sentence(line), line.quote(), line.at()));
        return new Panel(getTranslation("promotions.history"), feed);
    }

    private Component sentence(HistoryLine line) {
        var actor = new Span(line.actor());
        actor.addClassName("sw-b");
        return new Span(actor, new Span(" " + line.did().in(this)));
    }

    /** @param members of the team that owns the model: who could decide */
    private record State(
            PromotionDetails details,
            Options options,
            List<Member> members,
            Optional<VersionRow> candidate,
            Optional<VersionRow> replaced) {}
}
