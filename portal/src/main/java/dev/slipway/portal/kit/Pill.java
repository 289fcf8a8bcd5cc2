package dev.slipway.portal.kit;

import com.vaadin.flow.component.html.Span;

/** How something is, in a word: icon, word and colour. */
public final class Pill extends Span {

    private static final long serialVersionUID = 1L;

    public Pill(Tone tone, String word) {
        this(tone, tone.icon(), word);
    }

    public Pill(Tone tone, Icon icon, String word) {
        addClassNames("sw-pill", tone.css());
        var mark = icon.create();
        if (icon == Icon.LOADER) {
            mark.addClassName("spin");
        }
        add(mark, new Span(word));
    }
}
