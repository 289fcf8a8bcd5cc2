package dev.slipway.portal.kit;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.util.Locale;

/** A value against its limit, drawn to scale. */
public final class Bullet extends Span {

    private static final long serialVersionUID = 1L;

    /** How much of the bar the larger of the two takes. */
    private static final double FILL = 0.8;

    public Bullet(Tone tone, double value, double limit) {
        addClassNames("sw-bullet", tone.css());
        getElement()
                .setAttribute("role", "img")
                .setAttribute("aria-label", getTranslation("kit.bullet", Texts.number(value), Texts.number(limit)));
        getStyle().set("--v", percent(value, value, limit)).set("--l", percent(limit, value, limit));
        getElement().appendChild(new Element("i"), new Element("b"));
    }

    /** Where on the bar a number is. What is not a positive number stands at the left end. */
    static String percent(double number, double value, double limit) {
        var most = Math.max(value, limit);
        var share = most > 0 && number > 0 ? number / most * FILL : 0;
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }
}
