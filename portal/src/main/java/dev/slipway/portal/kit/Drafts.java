package dev.slipway.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;

/** Keeps what somebody types into a long field in the browser's tab, so that a lost session does not take it along. */
public final class Drafts {

    private Drafts() {}

    /** @param key tells this field from all others, such as {@code promotion.request/employment/3} */
    public static <C extends Component> C keep(C field, String key) {
        field.getElement().setAttribute("data-draft", key);
        return field;
    }

    /** The text was used: the next time the field begins empty. */
    public static void drop(String key) {
        var ui = UI.getCurrent();
        if (ui != null) {
            ui.getPage().executeJs("window.slipway && window.slipway.forget($0)", key);
        }
    }
}
