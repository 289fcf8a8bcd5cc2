package dev.slipway.portal.shell;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Tone;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;

/** A screen failed: the number by which the log knows why, and what to do. A database that is down is asked again by itself. */
@ParentLayout(MainLayout.class)
@PermitAll
class FailedView extends Apology implements HasErrorParameter<Exception> {

    private static final long serialVersionUID = 1L;

    private static final int AGAIN_MS = 5_000;

    private final transient Translations texts;

    FailedView(Translations texts) {
        this.texts = texts;
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> error) {
        var incident = Incident.of(error.getException());
        var down = incident.databaseDown();
        say(
                down ? Tone.WARN : Tone.CRITICAL,
                down ? Icon.DATABASE : Icon.CRITICAL,
                incident.title(texts),
                getTranslation(down ? "shell.database.why" : "shell.failed.why"),
                incident.sentence(texts),
                again(),
                home());
        if (down) {
            getElement().executeJs("setTimeout(() => this.isConnected && window.location.reload(), $0)", AGAIN_MS);
        }
        return down ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
}
