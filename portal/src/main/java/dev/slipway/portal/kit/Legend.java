package dev.slipway.portal.kit;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;

/** Which line of a chart is what. Stands at the right of the chart's title. */
public final class Legend extends Div {

    private static final long serialVersionUID = 1L;

    public Legend() {
        addClassName("sw-legend");
    }

    /** @param colour such as {@code var(--sw-new)} */
    public Legend line(String colour, String name) {
        return mark("", colour, name);
    }

    public Legend dashed(String colour, String name) {
        return mark("dash", colour, name);
    }

    private Legend mark(String form, String colour, String name) {
        var mark = new Element("i").setAttribute("aria-hidden", "true");
        mark.getStyle().set("--_s", colour);
        if (!form.isEmpty()) {
            mark.getClassList().add(form);
        }
        var entry = new Span();
        entry.getElement().appendChild(mark, Element.createText(name));
        add(entry);
        return this;
    }
}
