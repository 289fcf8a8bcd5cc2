package dev.slipway.deployments.promotion;

import dev.slipway.kernel.Problem;

/** What is asked does not fit the state things are in; nothing was moved. The code tells which rule stood against it. */
public final class PromotionConflict extends Problem {

    private static final long serialVersionUID = 1L;

    public PromotionConflict(String code, String message) {
        super(Kind.CONFLICT, code, message);
    }
}
