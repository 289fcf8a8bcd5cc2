package dev.slipway.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.time.Instant;

/** What happened, one line each. */
public final class Feed extends OrderedList {

    private static final long serialVersionUID = 1L;

    public Feed() {
        addClassName("sw-feed");
    }

    /** @param quote what the person wrote; empty for nothing */
    public Feed happened(Tone tone, Icon icon, Component sentence, String quote, Instant at) {
        var mark = new Span(icon.create());
        mark.addClassNames("d", tone.css());
        var text = new Div(new Paragraph(sentence));
        if (!quote.isBlank()) {
            text.getElement().appendChild(new Element("q").setText(quote));
        }
        add(new ListItem(mark, text, new When(at)));
        return this;
    }
}
