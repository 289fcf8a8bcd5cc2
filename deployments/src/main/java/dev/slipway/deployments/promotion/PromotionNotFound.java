package dev.slipway.deployments.promotion;

import dev.slipway.kernel.Problem;

public final class PromotionNotFound extends Problem {

    private static final long serialVersionUID = 1L;

    public PromotionNotFound(PromotionId id) {
        super(
                Kind.NOT_FOUND,
                "promotion_not_found",
                "There is no promotion " + id + ". GET /api/v1/promotions lists those you can see.");
    }
}
