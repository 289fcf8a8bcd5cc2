package dev.slipway.portal.promotions;

import dev.slipway.deployments.promotion.Policies;
import dev.slipway.deployments.promotion.Promotions;
import dev.slipway.deployments.promotion.Promotions.PromotionRow;
import dev.slipway.deployments.promotion.Stages;
import dev.slipway.experiments.Models.VersionRow;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Opens the dialog in which somebody asks for a promotion. */
@Component
public class RequestPromotion {

    private final Promotions promotions;
    private final Policies policies;
    private final Stages stages;

    RequestPromotion(Promotions promotions, Policies policies, Stages stages) {
        this.promotions = promotions;
        this.policies = policies;
        this.stages = stages;
    }

    /** @param requested is told of the request that was stored */
    public void open(VersionRow version, Consumer<PromotionRow> requested) {
        new RequestDialog(version, promotions, policies, stages, requested).open();
    }
}
