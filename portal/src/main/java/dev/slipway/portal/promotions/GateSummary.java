package dev.slipway.portal.promotions;

import dev.slipway.deployments.promotion.GateResult;
import dev.slipway.deployments.promotion.GateVerdict;
import dev.slipway.portal.kit.Phrase;
import dev.slipway.portal.kit.Tone;
import java.util.List;

/** All gates of a promotion in one line. */
record GateSummary(long passed, long skipped, long blocking, int all) {

    static GateSummary of(List<GateResult> gates) {
        return new GateSummary(
                gates.stream()
                        .filter(gate -> gate.verdict() == GateVerdict.PASS)
                        .count(),
                gates.stream()
                        .filter(gate -> gate.verdict() == GateVerdict.SKIPPED)
                        .count(),
                gates.stream().filter(gate -> GateLook.blocks(gate.verdict())).count(),
                gates.size());
    }

    Tone tone() {
        if (blocking > 0) {
            return Tone.CRITICAL;
        }
        return passed == 0 ? Tone.NONE : Tone.GOOD;
    }

    Phrase words() {
        if (all == 0) {
            return Phrase.of("promotions.gates.none");
        }
        if (blocking > 0) {
            return Phrase.of("promotions.gates.block", blocking, all);
        }
        return skipped == 0
                ? Phrase.of("promotions.gates.pass", passed, all)
                : Phrase.of("promotions.gates.pass_skipped", passed, all, skipped);
    }
}
