package dev.slipway.portal.promotions;

import com.vaadin.flow.component.Component;
import dev.slipway.deployments.promotion.GateVerdict;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Pill;
import dev.slipway.portal.kit.Tone;

/** How a gate's verdict looks. No data is no pass: it has the colour of a warning. */
final class GateLook {

    private GateLook() {}

    static Tone tone(GateVerdict verdict) {
        return switch (verdict) {
            case PASS -> Tone.GOOD;
            case FAIL -> Tone.CRITICAL;
            case INCONCLUSIVE -> Tone.WARN;
            case SKIPPED -> Tone.NONE;
        };
    }

    static Pill pill(Component reader, GateVerdict verdict) {
        var icon = verdict == GateVerdict.SKIPPED ? Icon.SKIP : tone(verdict).icon();
        return new Pill(tone(verdict), icon, reader.getTranslation("enum.GateVerdict." + verdict.name()));
    }

    static boolean blocks(GateVerdict verdict) {
        return switch (verdict) {
            case FAIL, INCONCLUSIVE -> true;
            case PASS, SKIPPED -> false;
        };
    }
}
