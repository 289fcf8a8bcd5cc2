package dev.slipway.portal.promotions;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.Promotions;
import dev.slipway.deployments.promotion.Promotions.PromotionRow;
import dev.slipway.kernel.PageQuery;
import dev.slipway.portal.kit.EmptyState;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Page;
import dev.slipway.portal.kit.Person;
import dev.slipway.portal.kit.StageTag;
import dev.slipway.portal.kit.VersionTag;
import dev.slipway.portal.kit.When;
import dev.slipway.portal.models.ModelsLinks;
import dev.slipway.portal.promotions.Lists.Which;
import dev.slipway.security.Actors;
import dev.slipway.security.Permission;
import jakarta.annotation.security.RolesAllowed;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@Route(PromotionsLinks.LIST)
@RolesAllowed("READ")
class PromotionsView extends Page implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private static final int FIRST = 50;

    private final transient Promotions promotions;
    private final transient Actors actors;

    private final Nav tabs = new Nav();
    private final Select<PromotionState> states = new Select<>();
    private final Grid<PromotionRow> grid = new Grid<>();
    private transient Lists list = new Lists(Which.ALL, null);
    private transient @Nullable Object shown;

    PromotionsView(Promotions promotions, Actors actors) {
        this.promotions = promotions;
        this.actors = actors;
        title(getTranslation("promotions.title"));
        addClassName("fill");
        tabs.addClassName("sw-tabs");
        tabs.setAriaLabel(getTranslation("promotions.lists"));
        var box = new Div(grid);
        box.addClassName("sw-gridbox");
        add(tabs, filterLine(), box);
        buildGrid();
        keepFresh(this::refreshIfChanged);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("promotions.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var query = event.getLocation().getQueryParameters();
        list = Lists.of(
                query.getSingleParameter("list").orElse(null),
                query.getSingleParameter("state").orElse(null),
                first());
        states.setValue(list.state());
        refresh();
    }

    /** Who can decide sees first what waits for a decision. */
    private Which first() {
        return actors.current().holds(Permission.DECIDE_PROMOTION) ? Which.WAITING : Which.ALL;
    }

    private Component filterLine() {
        states.setItems(PromotionState.values());
        states.setEmptySelectionAllowed(true);
        states.getElement().setAttribute("data-filter", "");
        states.setEmptySelectionCaption(getTranslation("promotions.state.any"));
        states.setPlaceholder(getTranslation("promotions.state.any"));
        states.setItemLabelGenerator(this::stateName);
        states.setAriaLabel(getTranslation("promotions.state.label"));
        states.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                open(new Lists(list.which(), change.getValue()));
            }
        });
        var line = new Div(states);
        line.addClassNames("sw-filter-line", "sw-filter");
        return line;
    }

    private String stateName(@Nullable PromotionState state) {
        return state == null
                ? getTranslation("promotions.state.any")
                : getTranslation("enum.PromotionState." + state.name());
    }

    private void open(Lists other) {
        getUI().ifPresent(ui -> ui.navigate(PromotionsView.class, QueryParameters.simple(other.address())));
    }

    private void buildGrid() {
        grid.addClassName("relaxed");
        grid.setSizeFull();
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.getElement().setProperty("accessibleName", getTranslation("promotions.title"));
        grid.addComponentColumn(this::what)
                .setHeader(getTranslation("promotions.column.what"))
                .setWidth("260px")
                .setFlexGrow(2);
        grid.addComponentColumn(row -> new StageTag(row.targetStage()))
                .setHeader(getTranslation("promotions.column.stage"))
                .setWidth("130px")
                .setFlexGrow(0);
        grid.addComponentColumn(row -> StateWords.pill(this, row))
                .setHeader(getTranslation("promotions.column.state"))
                .setWidth("190px")
                .setFlexGrow(0);
        grid.addColumn(row -> getTranslation("promotions.of", row.gatesPassed(), row.gates()))
                .setHeader(getTranslation("promotions.column.gates"))
                .setWidth("110px")
                .setFlexGrow(0);
        grid.addColumn(row -> getTranslation("promotions.of", row.approvals(), row.approvalsNeeded()))
                .setHeader(getTranslation("promotions.column.approvals"))
                .setWidth("110px")
                .setFlexGrow(0);
        grid.addComponentColumn(row -> new Person(row.requesterName()))
                .setHeader(getTranslation("promotions.column.requester"))
                .setWidth("190px")
                .setFlexGrow(1);
        grid.addComponentColumn(row -> new When(row.requestedAt()))
                .setHeader(getTranslation("promotions.column.asked"))
                .setWidth("120px")
                .setFlexGrow(0);
        grid.setItems(
                query -> rows(new PageQuery(query.getOffset(), Math.min(query.getLimit(), PageQuery.MAX_LIMIT))),
                query -> Math.toIntExact(
                        promotions.find(list.filter(), PageQuery.first(1)).total()));
    }

    private Stream<PromotionRow> rows(PageQuery page) {
        return promotions.find(list.filter(), page).items().stream();
    }

    private Component what(PromotionRow row) {
        var link = new Anchor(PromotionsLinks.promotion(row.id()), row.version().model());
        link.addClassNames("sw-cut", "sw-m");
        link.setTitle(StateWords.title(row).in(this));
        var first = new Div(link, VersionTag.ofNew(row.version().version()));
        first.addClassName("sw-row");
        var reason = new Span(row.reason());
        reason.addClassNames("sw-cut", "sw-s", "sw-t2");
        reason.setTitle(row.reason());
        var cell = new Div(first, reason);
        cell.addClassName("sw-twoline");
        return cell;
    }

    private void refreshIfChanged() {
        if (!fingerprint().equals(shown)) {
            refresh();
        }
    }

    private void refresh() {
        shown = fingerprint();
        showTabs();
        grid.setEmptyStateComponent(nothing());
        grid.getDataProvider().refreshAll();
    }

    private Object fingerprint() {
        return promotions.find(list.filter(), PageQuery.first(FIRST));
    }

    private void showTabs() {
        tabs.removeAll();
        Arrays.stream(Which.values()).map(this::tab).forEach(tabs::add);
    }

    private Anchor tab(Which which) {
        var query = QueryParameters.simple(new Lists(which, null).address()).getQueryString();
        var tab =
                new Anchor(PromotionsLinks.list() + "?" + query, getTranslation("enum.PromotionList." + which.name()));
        tab.addClassName("sw-tab");
        if (which == list.which()) {
            tab.getElement().setAttribute("aria-current", "page");
        }
        if (which == Which.WAITING) {
            var waiting = promotions.waitingForMe();
            var count = new Span(String.valueOf(waiting));
            count.addClassNames("sw-count", waiting > 0 ? "wait" : "none");
            tab.add(count);
        }
        return tab;
    }

    private Component nothing() {
        if (list.state() != null) {
            return new EmptyState(
                    Icon.FILTER,
                    getTranslation("promotions.nothing.line"),
                    getTranslation("promotions.nothing.sentence", stateName(list.state())),
                    new Anchor(
                            PromotionsLinks.list() + "?list=" + list.which().inAddress(),
                            getTranslation("promotions.nothing.clear")));
        }
        var key = "promotions.empty." + list.which().inAddress();
        return new EmptyState(
                Icon.PROMOTE,
                getTranslation(key + ".line"),
                getTranslation(key + ".sentence"),
                new Anchor(ModelsLinks.list(), getTranslation("promotions.empty.models")));
    }
}
