package dev.slipway.portal.experiments;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.i18n.I18NProvider;
import dev.slipway.kernel.Problem;
import dev.slipway.portal.kit.EmptyState;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Tone;

/** What a page shows in place of a thing that is not there, not the reader's, or cannot be had now. */
final class Refusal {

    private Refusal() {}

    static EmptyState of(Problem problem) {
        return new EmptyState(icon(problem), line(problem), problem.getMessage(), back()).tone(tone(problem));
    }

    /** Without a way back, for a panel. */
    static EmptyState inPanel(Problem problem) {
        return new EmptyState(icon(problem), line(problem), problem.getMessage()).tone(tone(problem));
    }

    private static String line(Problem problem) {
        return translated(
                switch (problem.kind()) {
                    case NOT_FOUND -> "experiments.refusal.gone";
                    case FORBIDDEN, NOT_SIGNED_IN -> "experiments.refusal.forbidden";
                    case UNAVAILABLE, TOO_MANY -> "experiments.refusal.down";
                    case MALFORMED, INVALID, CONFLICT -> "experiments.refusal.other";
                });
    }

    private static Icon icon(Problem problem) {
        return switch (problem.kind()) {
            case NOT_FOUND -> Icon.EMPTY;
            case FORBIDDEN, NOT_SIGNED_IN -> Icon.LOCK;
            case UNAVAILABLE, TOO_MANY -> Icon.PLUG;
            case MALFORMED, INVALID, CONFLICT -> Icon.CRITICAL;
        };
    }

    private static Tone tone(Problem problem) {
        return switch (problem.kind()) {
            case NOT_FOUND -> Tone.NONE;
            case FORBIDDEN, NOT_SIGNED_IN -> Tone.WAIT;
            case UNAVAILABLE, TOO_MANY -> Tone.WARN;
            case MALFORMED, INVALID, CONFLICT -> Tone.CRITICAL;
        };
    }

    private static Anchor back() {
        return new Anchor(ExperimentsLinks.list(), translated("experiments.refusal.back"));
    }

    private static String translated(String key) {
        return I18NProvider.translate(key);
    }
}
