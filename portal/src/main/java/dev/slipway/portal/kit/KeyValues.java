package dev.slipway.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;

/** Facts of one thing: name at the left, value at the right. */
public final class KeyValues extends DescriptionList {

    private static final long serialVersionUID = 1L;

    public KeyValues() {
        addClassName("sw-kv");
    }

    public KeyValues fact(String name, String value) {
        return fact(name, new Span(value));
    }

    public KeyValues fact(String name, Component value) {
        add(new Term(name));
        var description = new Description();
        description.add(value);
        add(description);
        return this;
    }
}
