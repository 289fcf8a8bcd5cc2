package dev.slipway.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import java.util.List;

/** The way from the outermost list to the screen one is on. */
public final class Crumbs extends Nav {

    private static final long serialVersionUID = 1L;

    private final OrderedList steps = new OrderedList();

    public Crumbs() {
        steps.addClassName("sw-crumbs");
        getElement().setAttribute("aria-label", getTranslation("kit.crumbs"));
        add(steps);
    }

    public void show(List<Crumb> way) {
        steps.removeAll();
        way.forEach(this::step);
    }

    private void step(Crumb crumb) {
        var item = new ListItem();
        if (steps.getChildren().findAny().isPresent()) {
            item.add(Icon.CHEVRON_RIGHT.create());
        }
        item.add(crumb.address().isEmpty() ? here(crumb.text()) : link(crumb));
        steps.add(item);
    }

    private static Component link(Crumb crumb) {
        var link = new Anchor(crumb.address(), crumb.text());
        link.setTitle(crumb.text());
        return link;
    }

    private static Component here(String text) {
        var here = new Span(text);
        here.setTitle(text);
        here.getElement().setAttribute("aria-current", "page");
        return here;
    }
}
