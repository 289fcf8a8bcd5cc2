package dev.slipway.portal.kit;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;

/** The pages of one thing, as links: each has an address. */
public final class TabLinks extends Nav {

    private static final long serialVersionUID = 1L;

    public TabLinks() {
        addClassName("sw-tabs");
        getElement().setAttribute("aria-label", getTranslation("kit.tabs"));
    }

    public TabLinks tab(String text, String address, boolean current) {
        add(link(text, address, current));
        return this;
    }

    public TabLinks tab(String text, String address, boolean current, long count) {
        var number = new Span(Texts.count(count));
        number.addClassName("sw-count");
        var link = link(text, address, current);
        link.add(number);
        add(link);
        return this;
    }

    private static Anchor link(String text, String address, boolean current) {
        var link = new Anchor(address, text);
        link.addClassName("sw-tab");
        if (current) {
            link.getElement().setAttribute("aria-current", "page");
        }
        return link;
    }
}
