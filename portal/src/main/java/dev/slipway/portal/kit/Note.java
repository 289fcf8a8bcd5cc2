package dev.slipway.portal.kit;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** A sentence that matters here and now: what happens next, or what is wrong. */
public final class Note extends Div {

    private static final long serialVersionUID = 1L;

    public Note(Tone tone, Icon icon, String sentence) {
        addClassNames("sw-note", tone.css());
        add(icon.create(), new Span(sentence));
    }
}
