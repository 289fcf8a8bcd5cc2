package dev.slipway.portal.models;

import com.vaadin.flow.component.Component;
import dev.slipway.portal.kit.Pill;
import dev.slipway.portal.kit.Tone;
import dev.slipway.serving.ParityState;

/** How the proof of a twin looks. */
final class Proofs {

    private Proofs() {}

    static Pill pill(Component reader, ParityState state) {
        return new Pill(tone(state), reader.getTranslation("enum.ParityState." + state.name()));
    }

    private static Tone tone(ParityState state) {
        return switch (state) {
            case PASSED -> Tone.GOOD;
            case FAILED -> Tone.CRITICAL;
            case ABSENT -> Tone.NONE;
            case PENDING -> Tone.WAIT;
        };
    }
}
