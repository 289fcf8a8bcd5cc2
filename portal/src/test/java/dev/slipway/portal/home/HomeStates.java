package dev.slipway.portal.home;

import dev.slipway.deployments.promotion.Promotions.PromotionRow;
import dev.slipway.deployments.promotion.Stages.AliasFinding;
import dev.slipway.experiments.Models.ModelRow;
import dev.slipway.kernel.Page;
import dev.slipway.portal.Samples;
import dev.slipway.portal.home.HomeState.Gaps;
import dev.slipway.security.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** First screens: calm ones, made busier by each call. */
final class HomeStates {

    private final HomeParts parts;
    private final List<PromotionRow> decisions = new ArrayList<>();
    private final List<AliasFinding> findings = new ArrayList<>();
    private final List<PromotionRow> requests = new ArrayList<>();
    private final List<ModelRow> models = new ArrayList<>();
    private @Nullable Gaps gaps;

    private HomeStates(HomeParts parts) {
        this.parts = parts;
    }

    static HomeStates of(Role... roles) {
        return new HomeStates(HomeParts.of(List.of(roles)));
    }

    HomeStates decision(PromotionRow row) {
        decisions.add(row);
        return this;
    }

    HomeStates request(PromotionRow row) {
        requests.add(row);
        return this;
    }

    HomeStates model(Map<String, String> stages) {
        models.add(Samples.model(stages, "3"));
        return this;
    }

    HomeStates movedOutside() {
        findings.add(new AliasFinding("employment", "Production", "champion", "2", "3", Samples.NOON));
        return this;
    }

    HomeStates unowned(long experiments, long count) {
        gaps = new Gaps(experiments, count, 4);
        return this;
    }

    HomeState build() {
        return new HomeState(
                parts,
                new Page<>(decisions, decisions.size()),
                findings,
                requests,
                new Page<>(models, models.size()),
                models.stream()
                        .filter(model -> model.stages().containsKey(HomeState.PRODUCTION))
                        .count(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.ofNullable(gaps),
                3);
    }
}
