package dev.slipway.portal.promotions;

import dev.slipway.deployments.promotion.GateResult;
import java.util.Locale;
import java.util.Optional;

/**
 * Where value and limit of a gate stand on its bar, in percent of its width. The scale is wide enough for both to be told
 * apart: what is between 0 and 1 keeps its distance from the nearer end, everything else is put around the limit.
 */
record GateBar(double value, double limit) {

    private static final double LEAST_SPAN = 0.05;

    /** Empty for a gate that answers yes or no. */
    static Optional<GateBar> of(GateResult gate) {
        var measured = gate.measured();
        var bound = gate.bound();
        if (measured == null || bound == null || !Double.isFinite(measured) || !Double.isFinite(bound)) {
            return Optional.empty();
        }
        var span = Math.max(Math.abs(measured - bound) * 2.5, Math.abs(bound) * LEAST_SPAN);
        return span == 0 ? Optional.of(new GateBar(50, 50)) : Optional.of(around(measured, bound, span));
    }

    private static GateBar around(double measured, double bound, double span) {
        return new GateBar(50 + (measured - bound) / span * 100, 50);
    }

    String style() {
        return String.format(Locale.ENGLISH, "--v:%.0f%%;--l:%.0f%%", value, limit);
    }
}
