package dev.slipway.portal.promotions;

import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Tone;

/** How a line of a history looks, by what it is about. */
public record EventLook(Tone tone, Icon icon) {

    /** @param kind of a happening or of an event of a version; one that is not known looks neutral */
    public static EventLook of(String kind) {
        return switch (kind) {
            case "requested" -> new EventLook(Tone.WAIT, Icon.PROMOTE);
            case "approved", "seat_filled" -> new EventLook(Tone.GOOD, Icon.CHECK);
            case "promoted" -> new EventLook(Tone.GOOD, Icon.STAGE_PRODUCTION);
            case "executing" -> new EventLook(Tone.LIVE, Icon.ARROW_RIGHT);
            case "gates_failed", "gates_turned" -> new EventLook(Tone.CRITICAL, Icon.SHIELD);
            case "rejected", "failed" -> new EventLook(Tone.CRITICAL, Icon.X);
            case "rolled_back", "rollback_requested", "vacate_requested", "vacated" ->
                new EventLook(Tone.WARN, Icon.UNDO);
            case "expired" -> new EventLook(Tone.NONE, Icon.CLOCK);
            case "evidence_changed", "parity" -> new EventLook(Tone.NONE, Icon.SHIELD);
            case "withdrawn" -> new EventLook(Tone.NONE, Icon.X);
            case "adopted" -> new EventLook(Tone.NONE, Icon.TAG);
            case "replaced" -> new EventLook(Tone.NONE, Icon.ARCHIVE);
            default -> new EventLook(Tone.NONE, Icon.MODELS);
        };
    }
}
