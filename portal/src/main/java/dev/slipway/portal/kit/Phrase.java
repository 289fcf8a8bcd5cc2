package dev.slipway.portal.kit;

import com.vaadin.flow.component.Component;
import java.util.List;

/** A sentence before it has words: the key of a text and what fills it. What builds sentences stays free of components. */
public record Phrase(String key, List<Object> arguments) {

    public Phrase {
        arguments = List.copyOf(arguments);
    }

    public static Phrase of(String key, Object... arguments) {
        return new Phrase(key, List.of(arguments));
    }

    /** In the words of the component's language. */
    public String in(Component component) {
        return component.getTranslation(key, arguments.toArray());
    }
}
