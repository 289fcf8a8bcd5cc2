package dev.slipway.portal.models;

import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.Promotions;
import dev.slipway.deployments.promotion.Promotions.Filter;
import dev.slipway.deployments.promotion.Promotions.PromotionRow;
import dev.slipway.kernel.PageQuery;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The requests that are open now, by model: one question for a whole page of models. */
public record OpenRequests(Map<String, PromotionRow> newestByModel) {

    private static final Set<PromotionState> OPEN = Arrays.stream(PromotionState.values())
            .filter(PromotionState::isOpen)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(PromotionState.class)));

    public OpenRequests {
        newestByModel = Map.copyOf(newestByModel);
    }

    public static OpenRequests of(Promotions promotions) {
        var newest = new HashMap<String, PromotionRow>();
        promotions
                .find(new Filter(null, null, OPEN, false, false), PageQuery.first(PageQuery.MAX_LIMIT))
                .items()
                .forEach(row -> newest.putIfAbsent(row.version().model(), row));
        return new OpenRequests(newest);
    }

    /** @return null for none */
    public @Nullable PromotionRow of(String model) {
        return newestByModel.get(model);
    }
}
