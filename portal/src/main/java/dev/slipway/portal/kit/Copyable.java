package dev.slipway.portal.kit;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** A text to be taken along, such as a token or a link, with a button that copies it. */
public final class Copyable extends Div {

    private static final long serialVersionUID = 1L;

    /** @param name what it is, for those who cannot see it */
    public Copyable(String name, String text) {
        addClassName("sw-copy");
        var words = new Span(text);
        words.addClassNames("sw-mono", "sw-grow");
        words.getElement()
                .setAttribute("role", "textbox")
                .setAttribute("aria-readonly", "true")
                .setAttribute("aria-label", name)
                .setAttribute("tabindex", "0");
        var copy =
                Buttons.plain(Icon.COPY, getTranslation("kit.copy"), click -> Toasts.say(getTranslation("kit.copied")));
        copy.getElement().executeJs("this.addEventListener('click', () => window.slipway.copy($0))", text);
        add(words, copy);
    }
}
