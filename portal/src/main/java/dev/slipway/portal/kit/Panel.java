package dev.slipway.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Footer;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;

/** A white surface with a title, facts and controls at the right of it, and one content. No panel inside a panel. */
public class Panel extends Section {

    private static final long serialVersionUID = 1L;

    private final H2 name = new H2();
    private final Span end = new Span();
    private final Div body = new Div();

    public Panel(String title) {
        addClassName("sw-panel");
        named(title);
        end.addClassNames("sw-end", "sw-row");
        add(new Header(name, end), body);
    }

    public Panel(String title, Component... content) {
        this(title);
        body.add(content);
    }

    /** Another title than it was made with. */
    public final Panel named(String title) {
        name.setText(title);
        getElement().setAttribute("aria-label", title);
        return this;
    }

    /** What stands at the right of the title: facts, then controls. */
    public Panel end(Component... components) {
        end.removeAll();
        end.add(components);
        return this;
    }

    /** Replaces the content. */
    public Panel content(Component... components) {
        body.removeAll();
        body.add(components);
        return this;
    }

    /** With room around the content, for what is neither table nor list. */
    public Panel padded() {
        body.addClassName("sw-pad");
        return this;
    }

    public Panel footer(Component... components) {
        add(new Footer(components));
        return this;
    }
}
