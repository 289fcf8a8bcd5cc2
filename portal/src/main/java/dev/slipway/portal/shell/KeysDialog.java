package dev.slipway.portal.shell;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.dom.Element;
import dev.slipway.portal.kit.Buttons;
import java.util.Arrays;

/** The keys that act outside fields. None decides anything. */
final class KeysDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    KeysDialog() {
        setHeaderTitle(getTranslation("shell.keys"));
        setWidth("480px");
        var keys = new DescriptionList();
        keys.addClassName("sw-keys");
        line(keys, "shell.keys.palette", "Ctrl", "K");
        line(keys, "shell.keys.filter", "/");
        line(keys, "shell.keys.home", "g", "h");
        line(keys, "shell.keys.experiments", "g", "e");
        line(keys, "shell.keys.models", "g", "m");
        line(keys, "shell.keys.promotions", "g", "p");
        line(keys, "shell.keys.rows", "j", "k");
        line(keys, "shell.keys.select", "x");
        line(keys, "shell.keys.compare", "c");
        line(keys, "shell.keys.list", "?");
        line(keys, "shell.keys.close", "Esc");
        add(keys);
        var close = Buttons.plain(getTranslation("shell.close"), click -> close());
        close.focus();
        getFooter().add(close);
    }

    private void line(DescriptionList keys, String what, String... pressed) {
        var term = new Element("dt");
        Arrays.stream(pressed).forEach(key -> term.appendChild(new Element("kbd").setText(key)));
        keys.getElement().appendChild(term, new Element("dd").setText(getTranslation(what)));
    }
}
