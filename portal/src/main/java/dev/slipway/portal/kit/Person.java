package dev.slipway.portal.kit;

import com.vaadin.flow.component.html.Span;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Somebody: initials in a circle, then the name. */
public final class Person extends Span {

    private static final long serialVersionUID = 1L;

    public Person(String name) {
        addClassName("sw-row");
        add(mark(name), new Span(name));
    }

    /** The circle alone, where the name stands beside it. */
    public static Span mark(String name) {
        var mark = new Span();
        mark.addClassName("sw-av");
        mark.getElement().setAttribute("data-in", initials(name));
        mark.getElement().setAttribute("aria-hidden", "true");
        return mark;
    }

    static String initials(String name) {
        return Arrays.stream(name.trim().split("[\\s._-]+"))
                .filter(word -> !word.isEmpty())
                .limit(2)
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
