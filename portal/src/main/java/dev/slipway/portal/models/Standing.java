package dev.slipway.portal.models;

import com.vaadin.flow.component.Component;
import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.Promotions.PromotionRow;
import dev.slipway.experiments.Models.ModelRow;
import dev.slipway.portal.kit.Phrase;
import dev.slipway.portal.kit.Ticks;
import org.jspecify.annotations.Nullable;

/**
 * Where a model is on the loop, for a row of a list: an open request first, then the highest stage that is held.
 *
 * @param done stations passed; the next one is where it is
 */
public record Standing(int done, Phrase word) {

    private static final int REGISTERED = 1;
    private static final int APPROVAL = 3;
    private static final int STAGE = 4;

    /** @param open the model's newest request that is not closed, null for none */
    public static Standing of(ModelRow model, @Nullable PromotionRow open) {
        if (open != null) {
            return asked(open);
        }
        for (var stage : Stations.HELD) {
            var holder = model.stages().get(stage);
            if (holder != null) {
                return new Standing(STAGE, Phrase.of("models.standing.held", holder, stage));
            }
        }
        var latest = model.latestVersion();
        return latest == null
                ? new Standing(0, Phrase.of("models.standing.empty"))
                : new Standing(REGISTERED, Phrase.of("models.standing.registered", latest));
    }

    private static Standing asked(PromotionRow open) {
        return open.state() == PromotionState.PENDING
                ? new Standing(
                        APPROVAL,
                        Phrase.of("models.standing.waits", open.version().version()))
                : new Standing(
                        STAGE, Phrase.of("models.standing.moves", open.version().version(), open.targetStage()));
    }

    /** The ticks, in the language of the component they go into. */
    public Ticks ticks(Component reader) {
        return new Ticks(done, Stations.values().length, word.in(reader));
    }
}
