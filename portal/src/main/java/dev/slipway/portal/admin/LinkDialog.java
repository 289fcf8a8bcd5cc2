package dev.slipway.portal.admin;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.server.VaadinServletRequest;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.Copyable;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Note;
import dev.slipway.portal.kit.Tone;
import dev.slipway.portal.shell.ShellLinks;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** A link that sets a password, shown once for handing it over. */
final class LinkDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    LinkDialog(String whose, String secret) {
        setHeaderTitle(getTranslation("admin.link.of", whose));
        setWidth("480px");
        setCloseOnOutsideClick(false);
        setCloseOnEsc(false);
        var form = new Div(
                new Note(Tone.WARN, Icon.LINK, getTranslation("admin.link.words", whose)),
                new Copyable(getTranslation("admin.link"), base() + "/" + ShellLinks.reset(secret)));
        form.addClassName("sw-form");
        add(form);
        getFooter().add(Buttons.plain(getTranslation("admin.link.handed"), click -> close()));
    }

    /** As the reader's browser calls this place. */
    private static String base() {
        var request = VaadinServletRequest.getCurrent();
        return request == null
                ? ""
                : ServletUriComponentsBuilder.fromContextPath(request.getHttpServletRequest())
                        .toUriString();
    }
}
