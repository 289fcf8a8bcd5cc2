package dev.slipway.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;

/** What is wider than a phone scrolls sideways in here, by keyboard too. */
public final class Scroll extends Div {

    private static final long serialVersionUID = 1L;

    /** @param name of the region, unlike that of any other on the page */
    public Scroll(String name, Component content) {
        super(content);
        addClassName("sw-scrollx");
        getElement().setAttribute("tabindex", "0");
        getElement().setAttribute("role", "region");
        getElement().setAttribute("aria-label", name);
    }
}
