package dev.slipway.portal.promotions;

import com.vaadin.flow.component.Component;
import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.Promotions.PromotionRow;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Phrase;
import dev.slipway.portal.kit.Pill;
import dev.slipway.portal.kit.Tone;

/** What a promotion is called and how it stands, in words. */
public final class StateWords {

    private StateWords() {}

    /** Such as: Promote employment v15 to Production. */
    public static Phrase title(PromotionRow row) {
        return Phrase.of(
                row.rollback() ? "promotions.title.back" : "promotions.title.promote",
                row.version().model(),
                row.version().version(),
                row.targetStage());
    }

    /** While people are asked it says how many are missing. */
    public static Phrase state(PromotionRow row) {
        return row.state() == PromotionState.PENDING
                ? Phrase.of("promotions.state.waits", Math.max(1, row.approvalsNeeded() - row.approvals()))
                : Phrase.of("enum.PromotionState." + row.state().name());
    }

    public static Pill pill(Component reader, PromotionRow row) {
        return new Pill(tone(row.state()), icon(row.state()), state(row).in(reader));
    }

    static Tone tone(PromotionState state) {
        return switch (state) {
            case PENDING -> Tone.WAIT;
            case APPROVED, EXECUTING -> Tone.LIVE;
            case PROMOTED -> Tone.GOOD;
            case GATES_FAILED, REJECTED, FAILED -> Tone.CRITICAL;
            case WITHDRAWN, EXPIRED -> Tone.NONE;
            case ROLLED_BACK -> Tone.WARN;
        };
    }

    private static Icon icon(PromotionState state) {
        return switch (state) {
            case ROLLED_BACK -> Icon.UNDO;
            case REJECTED, FAILED -> Icon.X_CIRCLE;
            case EXPIRED -> Icon.CLOCK;
            case WITHDRAWN -> Icon.SKIP;
            case PENDING, APPROVED, EXECUTING, PROMOTED, GATES_FAILED ->
                tone(state).icon();
        };
    }
}
