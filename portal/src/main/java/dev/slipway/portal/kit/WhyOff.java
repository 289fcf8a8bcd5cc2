package dev.slipway.portal.kit;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/** Why a button is off, in words next to it: a disabled button takes no focus, so a tooltip would reach nobody. */
public final class WhyOff extends Paragraph {

    private static final long serialVersionUID = 1L;

    public WhyOff(String sentence) {
        addClassName("sw-why");
        add(Icon.LOCK.createSmall(), new Span(sentence));
    }
}
