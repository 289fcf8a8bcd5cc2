package dev.slipway.portal.home;

import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.Promotions;
import dev.slipway.deployments.promotion.Promotions.Filter;
import dev.slipway.deployments.promotion.Promotions.PromotionRow;
import dev.slipway.deployments.promotion.Stages;
import dev.slipway.experiments.Experiments;
import dev.slipway.experiments.Experiments.ExperimentFilter;
import dev.slipway.experiments.Models;
import dev.slipway.experiments.Models.ModelFilter;
import dev.slipway.experiments.Models.Sort;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.PageQuery;
import dev.slipway.portal.home.HomeState.Gaps;
import dev.slipway.portal.models.HeldStages;
import dev.slipway.portal.models.OpenRequests;
import dev.slipway.security.Actor;
import dev.slipway.security.Users;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Gathers what somebody's first screen shows: the same few questions, however many models there are. */
@Component
class Desk {

    private static final int DECISIONS = 20;
    private static final int REQUESTS = 8;
    private static final int MODELS = 20;
    private static final int NEWS = 30;
    private static final int NEWEST = 5;

    private final Promotions promotions;
    private final Stages stages;
    private final HeldStages held;
    private final Models models;
    private final Experiments experiments;
    private final Users users;

    Desk(Promotions promotions, Stages stages, HeldStages held, Models models, Experiments experiments, Users users) {
        this.promotions = promotions;
        this.stages = stages;
        this.held = held;
        this.models = models;
        this.experiments = experiments;
        this.users = users;
    }

    /** @param since where the news begin */
    HomeState of(Actor person, Instant since) {
        var parts = HomeParts.of(
                person.roles().values().stream().flatMap(Set::stream).toList());
        return new HomeState(
                parts,
                parts.decisions() ? waiting() : new Page<>(List.of(), 0),
                stages.findings(),
                parts.requests() ? mine() : List.of(),
                held.of(models.find(ModelFilter.ALL, PageQuery.first(MODELS), Sort.STAGE)),
                stages.modelsIn(HomeState.PRODUCTION).size(),
                OpenRequests.of(promotions).newestByModel(),
                promoted(),
                parts.requests() ? models.registeredSince(Instant.EPOCH, NEWEST) : List.of(),
                promotions.happenings(since, NEWS),
                models.registeredSince(since, NEWS),
                parts.gaps() ? Optional.of(gaps()) : Optional.empty(),
                experiments
                        .find(ExperimentFilter.ALL, PageQuery.first(1), Experiments.Sort.NAME)
                        .total());
    }

    private Page<PromotionRow> waiting() {
        return promotions.find(new Filter(null, null, Set.of(), true, false), PageQuery.first(DECISIONS));
    }

    private List<PromotionRow> mine() {
        return promotions
                .find(new Filter(null, null, Set.of(), false, true), PageQuery.first(REQUESTS))
                .items();
    }

    private Map<String, PromotionRow> promoted() {
        var newest = new HashMap<String, PromotionRow>();
        promotions
                .find(
                        new Filter(null, null, Set.of(PromotionState.PROMOTED), false, false),
                        PageQuery.first(PageQuery.MAX_LIMIT))
                .items()
                .forEach(row -> newest.putIfAbsent(
                        HomeState.holder(row.version().model(), row.version().version(), row.targetStage()), row));
        return newest;
    }

    private Gaps gaps() {
        return new Gaps(
                experiments.unowned(),
                models.unowned(),
                users.find("", PageQuery.first(1)).total());
    }
}
