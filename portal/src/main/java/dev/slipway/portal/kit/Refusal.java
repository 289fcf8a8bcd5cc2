package dev.slipway.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.slipway.kernel.Problem;

/** In place of what could not be shown: it is not there, it is not the reader's, or a part is down. */
public final class Refusal extends Div {

    private static final long serialVersionUID = 1L;

    public Refusal(Problem problem, Component... buttons) {
        add(new EmptyState(icon(problem), line(problem), problem.getMessage(), buttons).tone(tone(problem)));
    }

    private String line(Problem problem) {
        return switch (problem.kind()) {
            case NOT_FOUND -> getTranslation("kit.refusal.not_found");
            case NOT_SIGNED_IN, FORBIDDEN -> getTranslation("kit.refusal.forbidden");
            case UNAVAILABLE -> getTranslation("kit.refusal.unavailable");
            case MALFORMED, INVALID, CONFLICT, TOO_MANY -> getTranslation("kit.refusal.other");
        };
    }

    private static Icon icon(Problem problem) {
        return switch (problem.kind()) {
            case NOT_FOUND -> Icon.SEARCH;
            case NOT_SIGNED_IN, FORBIDDEN -> Icon.LOCK;
            case UNAVAILABLE -> Icon.PLUG;
            case MALFORMED, INVALID, CONFLICT, TOO_MANY -> Icon.CRITICAL;
        };
    }

    private static Tone tone(Problem problem) {
        return switch (problem.kind()) {
            case NOT_FOUND -> Tone.NONE;
            case NOT_SIGNED_IN, FORBIDDEN -> Tone.WAIT;
            case UNAVAILABLE -> Tone.WARN;
            case MALFORMED, INVALID, CONFLICT, TOO_MANY -> Tone.CRITICAL;
        };
    }
}
