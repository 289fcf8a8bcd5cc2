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

    /** @param token a colour token such as {@code --sw-new} */
    public Legend line(String token, String name) {
        return mark("", token, name);
    }

    public Legend dashed(String token, String name) {
        return mark("dash", token, name);
    }

    /** A band or an area. */
    public Legend area(String token, String name) {
        return mark("box", token, name);
    }

    private Legend mark(String form, String token, String name) {
        var mark = new Element("i").setAttribute("aria-hidden", "true");
        mark.getStyle().set("--_s", "var(" + token + ")");
        if (!form.isEmpty()) {
            mark.getClassList().add(form);
        }
        var entry = new Span();
        entry.getElement().appendChild(mark, Element.createText(name));
        add(entry);
        return this;
    }
}
