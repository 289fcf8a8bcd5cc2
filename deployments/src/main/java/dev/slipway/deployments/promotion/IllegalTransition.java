package dev.slipway.deployments.promotion;

import dev.slipway.kernel.Problem;

/** The table of {@link PromotionState} has no such step. */
public final class IllegalTransition extends Problem {

    private static final long serialVersionUID = 1L;

    public IllegalTransition(PromotionState from, PromotionState to) {
        super(
                Kind.CONFLICT,
                "illegal_transition",
                "A promotion that is " + from + " cannot become " + to + ". Look at it again: it has moved on.");
    }
}
