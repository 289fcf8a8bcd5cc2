package dev.slipway.deployments.internal;

import dev.slipway.deployments.promotion.PromotionId;
import dev.slipway.deployments.promotion.Promotions.Options;
import dev.slipway.kernel.Problem;
import dev.slipway.security.Actor;
import dev.slipway.security.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asks the same rules that the actions obey, so that a button never promises what the action refuses. */
@Component
public class PromotionOptions {

    private final PromotionRecords records;
    private final Rollbacks rollbacks;

    PromotionOptions(PromotionRecords records, Rollbacks rollbacks) {
        this.records = records;
        this.rollbacks = rollbacks;
    }

    @Transactional(readOnly = true)
    public Options of(PromotionId id, Actor actor) {
        var promotion = records.get(id);
        Rights.require(Permission.READ, promotion, actor);
        return new Options(
                whyNot(() -> {
                    Rights.mayDecide(promotion, actor);
                    Rights.canDecide(promotion, actor);
                }),
                whyNot(() -> {
                    Rights.mayWithdraw(promotion, actor);
                    Rights.canWithdraw(promotion);
                }),
                whyNot(() -> {
                    Rights.mayRollBack(promotion, actor);
                    rollbacks.plan(promotion);
                }));
    }

    private static @Nullable String whyNot(Runnable check) {
        try {
            check.run();
            return null;
        } catch (Problem refusal) {
            return refusal.getMessage();
        }
    }
}
