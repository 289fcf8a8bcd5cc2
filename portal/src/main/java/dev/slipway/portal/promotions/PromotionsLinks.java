package dev.slipway.portal.promotions;

import dev.slipway.deployments.promotion.PromotionId;
import dev.slipway.portal.kit.Paths;

/** Where promotions and policies are. */
public final class PromotionsLinks {

    static final String LIST = "promotions";
    static final String PROMOTION = "promotions/:promotion";
    static final String POLICIES = "policies";
    static final String POLICY = "policies/:policy";

    private PromotionsLinks() {}

    public static String list() {
        return LIST;
    }

    public static String promotion(PromotionId id) {
        return "promotions/" + id;
    }

    public static String policies() {
        return POLICIES;
    }

    public static String policy(String name) {
        return "policies/" + Paths.segment(name);
    }
}
