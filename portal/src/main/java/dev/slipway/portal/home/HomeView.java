package dev.slipway.portal.home;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.deployments.promotion.Promotions.PromotionRow;
import dev.slipway.deployments.promotion.Stages.AliasFinding;
import dev.slipway.experiments.Freshness;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.portal.admin.AdminLinks;
import dev.slipway.portal.experiments.ExperimentsLinks;
import dev.slipway.portal.home.HomeState.Gaps;
import dev.slipway.portal.kit.EmptyState;
import dev.slipway.portal.kit.Feed;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Page;
import dev.slipway.portal.kit.Panel;
import dev.slipway.portal.kit.Tone;
import dev.slipway.portal.kit.Viewer;
import dev.slipway.portal.kit.When;
import dev.slipway.portal.models.ModelsLinks;
import dev.slipway.portal.promotions.PromotionsLinks;
import dev.slipway.portal.promotions.StateWords;
import dev.slipway.security.Actors;
import dev.slipway.security.Permission;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Route(HomeLinks.HOME)
@PermitAll
class HomeView extends Page implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient Desk desk;
    private final transient Actors actors;
    private final transient Freshness freshness;
    private final transient Clock clock;

    private transient @Nullable HomeState shown;

    HomeView(Desk desk, Actors actors, Freshness freshness, Clock clock) {
        this.desk = desk;
        this.actors = actors;
        this.freshness = freshness;
        this.clock = clock;
        keepFresh(this::refreshIfChanged);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("home.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        clearContent();
        if (!actors.current().holds(Permission.READ)) {
            noTeam();
            return;
        }
        show(state());
    }

    private void noTeam() {
        title(getTranslation("home.no_team.title"));
        add(new EmptyState(Icon.USERS, getTranslation("home.no_team.line"), getTranslation("home.no_team.sentence")));
    }

    private HomeState state() {
        return desk.of(actors.current(), startOfYesterday());
    }

    private Instant startOfYesterday() {
        var zone = Viewer.zone();
        return LocalDate.ofInstant(clock.instant(), zone)
                .minusDays(1)
                .atStartOfDay(zone)
                .toInstant();
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

    private void show(HomeState state) {
        shown = state;
        if (state.isEmpty() && state.gaps().isEmpty()) {
            firstUse();
            return;
        }
        var headline = Headline.of(state);
        title(headline.line().in(this));
        lead(headline.lead().in(this));
        var main = new Div();
        main.addClassName("sw-stack");
        decisions(state, main);
        requests(state, main);
        state.gaps().ifPresent(gaps -> main.add(gaps(gaps)));
        main.add(models(state));
        var side = new Div(news(state));
        side.addClassName("sw-stack");
        var columns = new Div(main, side);
        columns.addClassNames("sw-cols", "main-side");
        add(columns);
    }

    private void firstUse() {
        title(getTranslation("home.first.title"));
        var state = freshness.state();
        var sentence = state.upTo() == null
                ? getTranslation("home.first.unreached", state.mlflowUrl())
                : getTranslation("home.first.sentence", state.mlflowUrl());
        add(new EmptyState(
                Icon.FLASK,
                getTranslation("home.first.line"),
                sentence,
                new Anchor(ExperimentsLinks.list(), getTranslation("home.first.experiments"))));
    }

    private void decisions(HomeState state, Div main) {
        if (!state.parts().decisions()
                || (state.decisions().total() == 0 && state.findings().isEmpty())) {
            return;
        }
        var list = new TodoList();
        state.decisions().items().forEach(row -> decision(list, row));
        state.findings().forEach(finding -> finding(list, finding));
        var panel = new Section(list);
        panel.addClassName("sw-panel");
        panel.getElement().setAttribute("aria-label", getTranslation("home.decisions"));
        panel.getElement().insertChild(0, hiddenHeading("home.decisions").getElement());
        main.add(panel);
    }

    private Component hiddenHeading(String key) {
        var heading = new H2(getTranslation(key));
        heading.addClassName("sw-sr");
        return heading;
    }

    private void decision(TodoList list, PromotionRow row) {
        var title = getTranslation(
                "home.decision.title", row.version().model(), row.version().version(), row.targetStage());
        var address = PromotionsLinks.promotion(row.id());
        list.item(
                Tone.WAIT,
                Icon.PROMOTE,
                title,
                address,
                TodoList.go(
                        getTranslation("home.decision.review"),
                        getTranslation("home.decision.review.name", title),
                        address),
                TodoList.fact(
                        Tone.GOOD, Icon.CHECK, getTranslation("home.decision.gates", row.gatesPassed(), row.gates())),
                TodoList.fact(Icon.ARROW_RIGHT, replaces(row)),
                TodoList.fact(Icon.USER, row.requesterName()),
                TodoList.fact(Icon.CLOCK, new When(row.requestedAt())));
    }

    private String replaces(PromotionRow row) {
        var replaces = row.replaces();
        return replaces == null
                ? getTranslation("home.decision.first", row.targetStage())
                : getTranslation("home.decision.replaces", replaces);
    }

    private void finding(TodoList list, AliasFinding finding) {
        var title = getTranslation("home.finding.title", finding.model(), finding.alias());
        var address = ModelsLinks.model(finding.model());
        list.item(
                Tone.WARN,
                Icon.TAG,
                title,
                address,
                TodoList.go(
                        getTranslation("home.finding.look"), getTranslation("home.finding.look.name", title), address),
                TodoList.fact(
                        Icon.TAG,
                        getTranslation("home.finding.moved", version(finding.expected()), version(finding.found()))),
                TodoList.fact(Icon.CLOCK, new When(finding.since())));
    }

    private String version(@Nullable String version) {
        return version == null ? getTranslation("home.finding.nobody") : "v" + version;
    }

    private void requests(HomeState state, Div main) {
        if (!state.parts().requests()) {
            return;
        }
        main.add(new Panel(getTranslation("home.requests"), myRequests(state.requests()))
                .end(new Anchor(PromotionsLinks.list() + "?list=mine", getTranslation("home.requests.all"))));
        if (!state.newest().isEmpty()) {
            main.add(new Panel(getTranslation("home.newest"), newest(state.newest()))
                    .end(new Anchor(ExperimentsLinks.list(), getTranslation("home.newest.runs"))));
        }
    }

    private Component myRequests(List<PromotionRow> requests) {
        if (requests.isEmpty()) {
            var nothing = new Paragraph(getTranslation("home.requests.none"));
            nothing.addClassNames("sw-pad", "sw-t2");
            return nothing;
        }
        var list = new TodoList();
        requests.forEach(row -> list.item(
                Tone.NONE,
                Icon.PROMOTE,
                StateWords.title(row).in(this),
                PromotionsLinks.promotion(row.id()),
                StateWords.pill(this, row),
                TodoList.fact(Icon.SHIELD, getTranslation("home.decision.gates", row.gatesPassed(), row.gates())),
                TodoList.fact(Icon.CLOCK, new When(row.changedAt()))));
        return list;
    }

    private Component newest(List<VersionRow> versions) {
        var list = new TodoList();
        versions.forEach(version -> list.item(
                Tone.NONE,
                Icon.MODELS,
                version.ref().toString(),
                ModelsLinks.version(version.ref()),
                new When(version.createdAt()),
                TodoList.fact(
                        Icon.TAG,
                        version.description().isBlank()
                                ? getTranslation("home.newest.no_description")
                                : version.description())));
        return list;
    }

    private Panel gaps(Gaps gaps) {
        var list = new TodoList();
        var address = AdminLinks.people();
        list.item(
                gaps.unowned() == 0 ? Tone.GOOD : Tone.WARN,
                gaps.unowned() == 0 ? Icon.CHECK_CIRCLE : Icon.FLAG,
                getTranslation("home.gaps.unowned", gaps.unowned()),
                address,
                TodoList.go(getTranslation("home.gaps.open"), getTranslation("home.gaps.open.name"), address),
                TodoList.fact(Icon.FLASK, getTranslation("home.gaps.experiments", gaps.experiments())),
                TodoList.fact(Icon.MODELS, getTranslation("home.gaps.models", gaps.models())),
                TodoList.fact(Icon.USERS, getTranslation("home.gaps.people", gaps.people())));
        return new Panel(getTranslation("home.gaps"), list);
    }

    private Panel models(HomeState state) {
        var title = getTranslation("home.models");
        if (state.models().items().isEmpty()) {
            return new Panel(
                    title,
                    new EmptyState(
                            Icon.MODELS,
                            getTranslation("home.models.none"),
                            getTranslation("home.models.none.sentence")));
        }
        var content = state.parts().portfolio()
                ? new PortfolioList(state, clock.instant(), Viewer.zone())
                : new StandingTable(title, state);
        return new Panel(title, content)
                .end(new Anchor(
                        ModelsLinks.list(),
                        getTranslation("home.models.all", state.models().total())));
    }

    private Panel news(HomeState state) {
        var lines = News.of(state.happenings(), state.registered());
        var panel = new Panel(getTranslation("home.news"));
        if (lines.isEmpty()) {
            return panel.padded().content(new Paragraph(getTranslation("home.news.none")));
        }
        var feed = new Feed();
        lines.forEach(line -> feed.happened(
                line.look().tone(),
                line.look().icon(),
                new Anchor(line.address(), line.words().in(this)),
                "",
                line.at()));
        if (actors.current().holds(Permission.READ_AUDIT)) {
            panel.end(new Anchor(AdminLinks.audit(), getTranslation("home.news.all")));
        }
        return panel.content(feed);
    }
}
