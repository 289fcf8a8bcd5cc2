package dev.slipway.portal.shell;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.Problem.Kind;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Tone;
import jakarta.annotation.security.PermitAll;

/** A service refused what the address asks for, and its message says why. */
@ParentLayout(MainLayout.class)
@PermitAll
class RefusedView extends Apology implements HasErrorParameter<Problem> {

    private static final long serialVersionUID = 1L;

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Problem> error) {
        var problem = error.getException();
        var kind = problem.kind();
        say(
                tone(kind),
                icon(kind),
                getTranslation(title(kind)),
                problem.getMessage(),
                getTranslation("shell.refused.next"),
                home());
        return kind.status();
    }

    private static Tone tone(Kind kind) {
        return switch (kind) {
            case NOT_SIGNED_IN, FORBIDDEN -> Tone.WAIT;
            case NOT_FOUND, MALFORMED, INVALID -> Tone.NONE;
            case CONFLICT, TOO_MANY, UNAVAILABLE -> Tone.WARN;
        };
    }

    private static Icon icon(Kind kind) {
        return switch (kind) {
            case NOT_SIGNED_IN, FORBIDDEN -> Icon.LOCK;
            case NOT_FOUND, MALFORMED, INVALID -> Icon.EMPTY;
            case CONFLICT, TOO_MANY -> Icon.WARNING;
            case UNAVAILABLE -> Icon.PLUG;
        };
    }

    private static String title(Kind kind) {
        return switch (kind) {
            case NOT_SIGNED_IN, FORBIDDEN -> "shell.not-yours.title";
            case NOT_FOUND -> "shell.refused.not-found";
            case MALFORMED, INVALID -> "shell.refused.invalid";
            case CONFLICT, TOO_MANY -> "shell.refused.conflict";
            case UNAVAILABLE -> "shell.refused.unavailable";
        };
    }
}
