package dev.slipway.portal.models;

import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.Promotions.PromotionRow;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.portal.kit.Phrase;
import dev.slipway.serving.ParityState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a version is on the loop, station by station. What nobody looks at yet is a gap, never done. */
record LoopPlace(
        VersionRow version, ParityState parity, @Nullable PromotionRow promotion) {

    enum Mark {
        DONE,
        NOW,
        NEXT,
        TROUBLE,
        /** It went past without this station, or nothing stands there yet. */
        GAP
    }

    /** @param at when it happened, null for not yet or not known */
    record Stop(
            Stations station,
            Mark mark,
            Phrase fact,
            @Nullable Instant at) {}

    List<Stop> stops() {
        return List.of(
                run(),
                new Stop(Stations.REGISTERED, registered(), parityWord(), version.createdAt()),
                gates(),
                approval(),
                stage(),
                gap(Stations.ROLLOUT, "models.loop.no_rollout"),
                gap(Stations.MONITORING, "models.loop.not_watched"),
                gap(Stations.RETRAINING, "models.loop.by_hand"));
    }

    private Stop run() {
        var runId = version.runId();
        return runId == null
                ? gap(Stations.RUN, "models.loop.no_run")
                : new Stop(Stations.RUN, Mark.DONE, Phrase.of("models.loop.run", shortened(runId)), null);
    }

    private static String shortened(String runId) {
        return runId.substring(0, Math.min(8, runId.length()));
    }

    private Mark registered() {
        return promotion == null && !isHeld() ? Mark.NOW : Mark.DONE;
    }

    private Phrase parityWord() {
        return Phrase.of("models.loop.parity." + parity.name().toLowerCase(Locale.ROOT));
    }

    private Stop gates() {
        if (promotion == null) {
            return notAsked(Stations.GATES, "models.loop.gates_next");
        }
        var fact = Phrase.of("models.loop.gates", promotion.gatesPassed(), promotion.gates());
        var mark = promotion.state() == PromotionState.GATES_FAILED ? Mark.TROUBLE : Mark.DONE;
        return new Stop(Stations.GATES, mark, fact, promotion.requestedAt());
    }

    private Stop approval() {
        if (promotion == null) {
            return notAsked(Stations.APPROVAL, "models.loop.approval_next");
        }
        var counted = Phrase.of("models.loop.approvals", promotion.approvals(), promotion.approvalsNeeded());
        return switch (promotion.state()) {
            case PENDING -> new Stop(Stations.APPROVAL, Mark.NOW, counted, null);
            case GATES_FAILED -> new Stop(Stations.APPROVAL, Mark.NEXT, Phrase.of("models.loop.after_gates"), null);
            case APPROVED, EXECUTING, PROMOTED, FAILED, ROLLED_BACK ->
                new Stop(Stations.APPROVAL, Mark.DONE, counted, null);
            case REJECTED, WITHDRAWN, EXPIRED -> ended(promotion);
        };
    }

    private static Stop ended(PromotionRow promotion) {
        var word = Phrase.of("models.loop." + promotion.state().name().toLowerCase(Locale.ROOT));
        return new Stop(Stations.APPROVAL, Mark.TROUBLE, word, promotion.changedAt());
    }

    private Stop stage() {
        if (promotion != null && promotion.state().isOpen() && promotion.state() != PromotionState.PENDING) {
            return new Stop(Stations.STAGE, Mark.NOW, Phrase.of("models.loop.moving", promotion.targetStage()), null);
        }
        if (isHeld()) {
            return held();
        }
        if (promotion != null && promotion.state() == PromotionState.FAILED) {
            return new Stop(Stations.STAGE, Mark.TROUBLE, Phrase.of("models.loop.not_moved"), promotion.changedAt());
        }
        if (promotion != null && promotion.state() == PromotionState.ROLLED_BACK) {
            return new Stop(Stations.STAGE, Mark.TROUBLE, Phrase.of("models.loop.rolled_back"), promotion.changedAt());
        }
        return new Stop(Stations.STAGE, Mark.NEXT, left(), null);
    }

    private Stop held() {
        var waits = promotion != null && promotion.state() == PromotionState.PENDING;
        return new Stop(
                Stations.STAGE,
                waits ? Mark.DONE : Mark.NOW,
                Phrase.of("models.loop.held", String.valueOf(version.stage())),
                heldSince());
    }

    private @Nullable Instant heldSince() {
        return promotion != null && promotion.state() == PromotionState.PROMOTED ? promotion.changedAt() : null;
    }

    private Phrase left() {
        var stage = version.stage();
        return stage == null ? Phrase.of("models.loop.stage_next") : Phrase.of("models.loop.held", stage);
    }

    private Stop notAsked(Stations station, String nextKey) {
        return isHeld() ? gap(station, "models.loop.outside") : new Stop(station, Mark.NEXT, Phrase.of(nextKey), null);
    }

    private static Stop gap(Stations station, String key) {
        return new Stop(station, Mark.GAP, Phrase.of(key), null);
    }

    private boolean isHeld() {
        return version.stage() != null && Stations.HELD.contains(version.stage());
    }
}
