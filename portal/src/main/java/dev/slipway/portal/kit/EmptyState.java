package dev.slipway.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;

/** Nothing to show: what is so, why, and what to do. Also for what went wrong and for what is not the reader's. */
public final class EmptyState extends Div {

    private static final long serialVersionUID = 1L;

    public EmptyState(Icon icon, String line, String sentence, Component... buttons) {
        addClassName("sw-empty");
        add(icon.create(), new H3(line), new Paragraph(sentence));
        if (buttons.length > 0) {
            var row = new Div(buttons);
            row.addClassName("sw-row");
            add(row);
        }
    }

    public EmptyState tone(Tone tone) {
        addClassName(tone.css());
        return this;
    }
}
