package dev.slipway.portal.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import dev.slipway.portal.home.HomeLinks;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Texts;
import dev.slipway.portal.shell.Places.Group;
import dev.slipway.portal.shell.Places.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where one can go, in the order of the loop; what one may not open is not there. */
final class SideMenu extends Div {

    private static final long serialVersionUID = 1L;

    private final Span counter = new Span();

    SideMenu(Places places, FreshnessLine freshness) {
        addClassName("sw-side");
        counter.addClassNames("sw-count", "wait");
        waiting(0L);
        var scroll = new Div(nav(null, places.open(null)));
        scroll.addClassName("sw-side-scroll");
        for (var group : Group.values()) {
            var open = places.open(group);
            if (!open.isEmpty()) {
                scroll.add(nav(group, open));
            }
        }
        add(brand(), scroll, foot(freshness));
    }

    /** How many promotions wait for the reader; nothing to see when none does. */
    void waiting(Long count) {
        counter.setVisible(count > 0);
        counter.setText(Texts.count(count));
        counter.getElement().setAttribute("title", getTranslation("shell.nav.waiting", count));
    }

    private Anchor brand() {
        var brand = new Anchor(HomeLinks.home(), Icon.LOGO.createLarge());
        brand.add(new Span("Slipway"));
        brand.addClassName("sw-brand");
        return brand;
    }

    private SideNav nav(@Nullable Group group, List<Place> open) {
        var nav = new SideNav();
        if (group == null) {
            nav.getElement().setAttribute("aria-label", getTranslation("shell.nav.start"));
        } else {
            nav.setLabel(getTranslation(group.key()));
        }
        open.forEach(place -> nav.addItem(item(place)));
        return nav;
    }

    private SideNavItem item(Place place) {
        var item = new SideNavItem(
                getTranslation(place.key()), place.address(), place.icon().create());
        item.setPathAliases(place.alsoLitAt());
        item.setMatchNested(place != Place.HOME);
        if (place == Place.PROMOTIONS) {
            item.setSuffixComponent(counter);
        }
        return item;
    }

    private static Div foot(FreshnessLine freshness) {
        var foot = new Div(freshness);
        foot.addClassName("sw-foot");
        return foot;
    }
}
