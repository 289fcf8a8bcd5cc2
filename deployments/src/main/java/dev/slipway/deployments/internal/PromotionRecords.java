package dev.slipway.deployments.internal;

import dev.slipway.deployments.promotion.PromotionId;
import dev.slipway.deployments.promotion.PromotionNotFound;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.repository.Repository;

/** The promotions as aggregates; lists are read by {@link PromotionReader}. */
interface PromotionRecords extends Repository<Promotion, UUID> {

    Promotion saveAndFlush(Promotion promotion);

    Optional<Promotion> findById(UUID id);

    default Promotion get(PromotionId id) {
        return findById(id.value()).orElseThrow(() -> new PromotionNotFound(id));
    }

    /** @throws OptimisticLockingFailureException if it is not as it was when {@code rowVersion} was read */
    default Promotion get(PromotionId id, long rowVersion) {
        var promotion = get(id);
        if (promotion.rowVersion() != rowVersion) {
            throw new OptimisticLockingFailureException("promotion " + id + " was changed by somebody else");
        }
        return promotion;
    }
}
