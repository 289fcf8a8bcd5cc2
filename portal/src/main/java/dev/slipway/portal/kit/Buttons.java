package dev.slipway.portal.kit;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;

/** Buttons as the product has them. The text says what the button does. */
public final class Buttons {

    private Buttons() {}

    public static Button plain(String text, ComponentEventListener<ClickEvent<Button>> action) {
        return new Button(text, action);
    }

    public static Button plain(Icon icon, String text, ComponentEventListener<ClickEvent<Button>> action) {
        return new Button(text, icon.create(), action);
    }

    /** One on a page. */
    public static Button primary(Icon icon, String text, ComponentEventListener<ClickEvent<Button>> action) {
        var button = plain(icon, text, action);
        button.addThemeVariants(ButtonVariant.AURA_PRIMARY);
        return button;
    }

    public static Button quiet(String text, ComponentEventListener<ClickEvent<Button>> action) {
        var button = plain(text, action);
        button.addThemeVariants(ButtonVariant.AURA_TERTIARY);
        return button;
    }

    /** Destructive: the text names the loss. */
    public static Button danger(String text, ComponentEventListener<ClickEvent<Button>> action) {
        var button = plain(text, action);
        button.addThemeNames("primary", "error");
        return button;
    }

    /** Only an icon; the name is for those who do not see it. */
    public static Button icon(Icon icon, String name, ComponentEventListener<ClickEvent<Button>> action) {
        var button = new Button(icon.create(), action);
        button.addThemeNames("tertiary", "icon");
        button.setAriaLabel(name);
        button.setTooltipText(name);
        return button;
    }
}
