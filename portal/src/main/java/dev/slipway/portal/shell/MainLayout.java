package dev.slipway.portal.shell;

import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.slipway.deployments.promotion.Promotions;
import dev.slipway.experiments.Experiments;
import dev.slipway.experiments.Freshness;
import dev.slipway.experiments.Models;
import dev.slipway.portal.kit.Crumb;
import dev.slipway.portal.kit.HasCrumbs;
import dev.slipway.portal.kit.Live;
import dev.slipway.portal.models.HeldStages;
import dev.slipway.security.Users;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;

/** Around every screen: where one can go, where one is, how fresh the index is, and what is down. Stands without a database. */
@Layout
@PermitAll
@JavaScript("context://slipway-shell.js")
class MainLayout extends AppLayout implements AfterNavigationObserver {

    private static final long serialVersionUID = 1L;

    private final transient Places places;
    private final transient Experiments experiments;
    private final transient Models models;
    private final transient HeldStages held;
    private final SideMenu menu;
    private final TopBar bar;
    private final OutageBanner banner;
    private final FreshnessLine line;
    private final transient Vitals vitals;

    MainLayout(
            AuthenticationContext signedIn,
            Users users,
            Freshness freshness,
            Promotions promotions,
            Experiments experiments,
            Models models,
            HeldStages held,
            Clock clock) {
        this.places = new Places(signedIn);
        this.experiments = experiments;
        this.models = models;
        this.held = held;
        this.vitals = new Vitals(freshness, promotions, users, places);
        this.line = new FreshnessLine(clock);
        this.menu = new SideMenu(places, line);
        this.bar = new TopBar(vitals.whoAmI(signedIn), signedIn::logout, this::openPalette);
        this.banner = new OutageBanner(clock);

        setPrimarySection(Section.DRAWER);
        addToDrawer(menu);
        addToNavbar(bar, banner);
        getElement().addEventListener("sw-palette", event -> openPalette());
        getElement().addEventListener("sw-keys", event -> new KeysDialog().open());
        refresh();
        Live.refresh(this, this::refresh);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        bar.show(way());
    }

    private List<Crumb> way() {
        return getContent() instanceof HasCrumbs screen
                ? screen.crumbs()
                : List.of(Crumb.here(Titles.of(getContent())));
    }

    private void refresh() {
        vitals.freshness().ifPresent(state -> {
            line.show(state);
            banner.show(state);
        });
        vitals.waitingForMe().ifPresent(menu::waiting);
    }

    private void openPalette() {
        new Palette(places, experiments, models, held).open();
    }
}
