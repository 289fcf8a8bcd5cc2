package dev.slipway.portal.shell;

import com.vaadin.flow.router.AccessDeniedException;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Tone;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;

/** The screen is there, but not for the one who asked. */
@ParentLayout(MainLayout.class)
@PermitAll
class NotYoursView extends Apology implements HasErrorParameter<AccessDeniedException> {

    private static final long serialVersionUID = 1L;

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<AccessDeniedException> error) {
        say(
                Tone.WAIT,
                Icon.LOCK,
                getTranslation("shell.not-yours.title"),
                getTranslation("shell.not-yours.why"),
                getTranslation("shell.not-yours.next"),
                home());
        return HttpServletResponse.SC_FORBIDDEN;
    }
}
