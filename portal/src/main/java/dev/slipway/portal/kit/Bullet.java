package dev.slipway.portal.kit;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.util.List;
import java.util.Locale;

/** A value against its limit. The limit stands in the middle, and the scale is wide enough to tell the two apart. */
public final class Bullet extends Span {

    private static final long serialVersionUID = 1L;

    private static final double MIDDLE = 50;
    /** How much of the bar the distance between the two takes, as one in so many. */
    private static final double DISTANCE = 2.5;
    /** Of the limit. */
    private static final double LEAST_SPAN = 0.05;

    public Bullet(Tone tone, double value, double limit) {
        this(tone, value, limit, Texts.number(value, List.of(limit)), Texts.number(limit, List.of(value)));
    }

    /**
     * @param value a finite number, as is {@code limit}
     * @param valueText how the value is written beside it, as {@code limitText} is for the limit
     */
    public Bullet(Tone tone, double value, double limit, String valueText, String limitText) {
        addClassNames("sw-bullet", tone.css());
        getElement()
                .setAttribute("role", "img")
                .setAttribute("aria-label", getTranslation("kit.bullet", valueText, limitText));
        getStyle().set("--v", percent(place(value, limit))).set("--l", percent(MIDDLE));
        getElement().appendChild(new Element("i"), new Element("b"));
    }

    /** Where on the bar the value is, in percent of its width. */
    static double place(double value, double limit) {
        var span = Math.max(Math.abs(value - limit) * DISTANCE, Math.abs(limit) * LEAST_SPAN);
        return span == 0 ? MIDDLE : MIDDLE + (value - limit) / span * 100;
    }

    private static String percent(double place) {
        return String.format(Locale.ROOT, "%.0f%%", place);
    }
}
