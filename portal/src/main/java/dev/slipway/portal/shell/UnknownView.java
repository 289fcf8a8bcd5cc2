package dev.slipway.portal.shell;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Tone;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;

/** No screen has this address. */
@ParentLayout(MainLayout.class)
@PermitAll
class UnknownView extends Apology implements HasErrorParameter<NotFoundException> {

    private static final long serialVersionUID = 1L;

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> error) {
        say(
                Tone.NONE,
                Icon.EMPTY,
                getTranslation("shell.unknown.title"),
                getTranslation("shell.unknown.why", "/" + event.getLocation().getPath()),
                getTranslation("shell.unknown.next"),
                home());
        return HttpServletResponse.SC_NOT_FOUND;
    }
}
