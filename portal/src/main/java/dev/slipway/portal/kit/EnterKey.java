package dev.slipway.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;

/** Enter in a field of one line presses the button of its form, as in any form of the web. */
public final class EnterKey {

    /** Not on the eye of a password, nor while a letter is being composed. */
    private static final String IN_THE_FIELD =
            "event.key === 'Enter' && !event.isComposing && event.target.localName === 'input'";

    private EnterKey() {}

    /** @param fields of one line, whose values are what was typed up to then */
    public static Button presses(Button button, Component... fields) {
        for (var field : fields) {
            field.getElement()
                    .addEventListener("keydown", event -> button.click())
                    .setFilter(IN_THE_FIELD)
                    .synchronizeProperty("value");
        }
        return button;
    }
}
