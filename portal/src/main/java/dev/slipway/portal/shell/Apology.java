package dev.slipway.portal.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.router.HasDynamicTitle;
import dev.slipway.portal.home.HomeLinks;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.EmptyState;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Page;
import dev.slipway.portal.kit.Tone;

/** A screen in place of one that cannot be shown: what is so, why, and where to go. */
abstract class Apology extends Page implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private String line = "";

    final void say(Tone tone, Icon icon, String what, String why, String next, Component... buttons) {
        line = what;
        clearContent();
        title(what);
        add(new EmptyState(icon, why, next, buttons).tone(tone));
    }

    final Button home() {
        return Buttons.plain(
                Icon.HOME,
                getTranslation("shell.go-home"),
                click -> click.getSource().getUI().ifPresent(ui -> ui.navigate(HomeLinks.home())));
    }

    final Button again() {
        return Buttons.plain(
                Icon.REFRESH,
                getTranslation("shell.try-again"),
                click -> click.getSource().getUI().ifPresent(ui -> ui.getPage().reload()));
    }

    @Override
    public String getPageTitle() {
        return line;
    }
}
