package dev.slipway.portal.home;

import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.Promotions.PromotionRow;
import dev.slipway.experiments.Models.ModelRow;
import dev.slipway.portal.kit.Phrase;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model in plain sentences, without metrics, for somebody who has to know and not to train.
 *
 * @param open its newest request that is still open, null for none
 */
record ModelStory(ModelRow model, HomeState state, @Nullable PromotionRow open, Instant now, ZoneId zone) {

    private static final String STAGING = "Staging";

    List<Sentence> sentences() {
        var sentences = new ArrayList<Sentence>();
        sentences.add(inUse());
        next().forEach(sentences::add);
        return List.copyOf(sentences);
    }

    /** @param since follows the words, null where the moment is not known */
    record Sentence(Phrase words, @Nullable Phrase since) {}

    private Sentence inUse() {
        var production = model.stages().get(HomeState.PRODUCTION);
        if (production != null) {
            return held("home.story.production", production, HomeState.PRODUCTION);
        }
        var staging = model.stages().get(STAGING);
        if (staging != null) {
            return held("home.story.staging", staging, STAGING);
        }
        return new Sentence(Phrase.of("home.story.unused"), null);
    }

    private Sentence held(String key, String version, String stage) {
        var promoted = state.promotedByHolder().get(HomeState.holder(model.name(), version, stage));
        return promoted == null
                ? new Sentence(Phrase.of(key, version), null)
                : new Sentence(Phrase.of(key + ".since", version), Since.of(promoted.changedAt(), now, zone));
    }

    private List<Sentence> next() {
        if (open != null) {
            var key = open.state() == PromotionState.PENDING ? "home.story.waits" : "home.story.moves";
            return List.of(new Sentence(Phrase.of(key, open.version().version(), open.targetStage()), null));
        }
        return isNewerThanInUse() ? List.of(new Sentence(Phrase.of("home.story.newer"), null)) : List.of();
    }

    private boolean isNewerThanInUse() {
        var latest = model.latestVersion();
        return latest != null
                && !model.stages().isEmpty()
                && model.stages().values().stream().noneMatch(latest::equals);
    }
}
