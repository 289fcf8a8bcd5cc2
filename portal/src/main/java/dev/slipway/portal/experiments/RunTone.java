package dev.slipway.portal.experiments;

import dev.slipway.experiments.RunStatus;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Pill;
import dev.slipway.portal.kit.Tone;

/** How a run's status looks. */
record RunTone(Tone tone, Icon icon) {

    static RunTone of(RunStatus status) {
        return switch (status) {
            case RUNNING -> new RunTone(Tone.LIVE, Icon.LOADER);
            case SCHEDULED -> new RunTone(Tone.WAIT, Icon.CLOCK);
            case FINISHED -> new RunTone(Tone.GOOD, Icon.CHECK_CIRCLE);
            case FAILED -> new RunTone(Tone.CRITICAL, Icon.X_CIRCLE);
            case KILLED -> new RunTone(Tone.NONE, Icon.X_CIRCLE);
        };
    }

    Pill pill(String word) {
        return new Pill(tone, icon, word);
    }
}
