package dev.slipway.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** A sentence that matters here and now: what happens next, or what is wrong. */
public final class Note extends Div {

    private static final long serialVersionUID = 1L;

    private final Span words = new Span();

    public Note(Tone tone, Icon icon, String sentence) {
        addClassNames("sw-note", tone.css());
        words.setText(sentence);
        add(icon.create(), words);
    }

    /** What can be done about it, behind the sentence. */
    public Note action(Component button) {
        var end = new Div(button);
        end.addClassName("sw-end");
        add(end);
        return this;
    }

    /** The browser counts: {@code during} has {@code {}} where the time left stands, {@code after} is said at its end. */
    public Note countingDown(int seconds, String during, String after) {
        words.getElement()
                .setAttribute("data-during", during)
                .setAttribute("data-after", after)
                .setAttribute("data-countdown", String.valueOf(seconds));
        return this;
    }
}
