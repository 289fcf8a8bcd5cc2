package dev.slipway.portal.home;

import dev.slipway.deployments.promotion.Promotions.Happening;
import dev.slipway.deployments.promotion.Promotions.PromotionRow;
import dev.slipway.deployments.promotion.Stages.AliasFinding;
import dev.slipway.experiments.Models.ModelRow;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.kernel.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the first screen shows. Two that are equal look the same.
 *
 * @param decisions what waits for the person, and how many in all
 * @param requests the person's own, newest first
 * @param models the highest stage first, and how many in all
 * @param inProduction how many of all the person's models, shown here or not
 * @param openByModel the newest request of a model that is still open
 * @param promotedByHolder how a version came to its stage, by {@link #holder}
 * @param newest the versions registered last
 */
record HomeState(
        HomeParts parts,
        Page<PromotionRow> decisions,
        List<AliasFinding> findings,
        List<PromotionRow> requests,
        Page<ModelRow> models,
        long inProduction,
        Map<String, PromotionRow> openByModel,
        Map<String, PromotionRow> promotedByHolder,
        List<VersionRow> newest,
        List<Happening> happenings,
        List<VersionRow> registered,
        Optional<Gaps> gaps,
        long experiments) {

    /** @param experiments without a team; @param models without a team */
    record Gaps(long experiments, long models, long people) {
        long unowned() {
            return experiments + models;
        }
    }

    static final String PRODUCTION = "Production";

    static String holder(String model, String version, String stage) {
        return model + "/" + version + "/" + stage;
    }

    boolean isEmpty() {
        return experiments == 0 && models.total() == 0;
    }

    long waitingRequests() {
        return requests.stream().filter(row -> row.state().isOpen()).count();
    }
}
