package dev.slipway.portal.promotions;

import dev.slipway.deployments.promotion.Promotions.DecisionRow;
import dev.slipway.deployments.promotion.Promotions.HistoryRow;
import dev.slipway.deployments.promotion.Promotions.PromotionDetails;
import dev.slipway.portal.kit.Phrase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A line of a promotion's history. @param quote what the person wrote, empty for nothing */
record HistoryLine(EventLook look, String actor, Phrase did, String quote, Instant at) {

    /** Newest first. */
    static List<HistoryLine> of(PromotionDetails details) {
        var lines = new ArrayList<HistoryLine>();
        for (var position = 0; position < details.history().size(); position++) {
            lines.add(line(details, details.history().get(position), position == 0));
        }
        return List.copyOf(lines.reversed());
    }

    private static HistoryLine line(PromotionDetails details, HistoryRow row, boolean first) {
        var kind = kind(details, row, first);
        return new HistoryLine(
                EventLook.of(kind),
                row.actorName(),
                Phrase.of("promotions.history." + kind, details.row().targetStage()),
                Objects.requireNonNullElse(row.comment(), ""),
                row.at());
    }

    private static String kind(PromotionDetails details, HistoryRow row, boolean first) {
        return switch (row.state()) {
            case PENDING -> first ? "requested" : laterWhilePending(details, row);
            case APPROVED -> first ? "rollback_requested" : "approved";
            case EXECUTING -> "executing";
            case PROMOTED -> "promoted";
            case GATES_FAILED -> first ? "gates_failed" : "gates_turned";
            case REJECTED -> "rejected";
            case WITHDRAWN -> "withdrawn";
            case EXPIRED -> "expired";
            case FAILED -> "failed";
            case ROLLED_BACK -> "rolled_back";
        };
    }

    private static String laterWhilePending(PromotionDetails details, HistoryRow row) {
        return decisionAt(details, row.at()) == null ? "evidence_changed" : "seat_filled";
    }

    private static @Nullable DecisionRow decisionAt(PromotionDetails details, Instant at) {
        return details.decisions().stream()
                .filter(decision -> decision.at().equals(at))
                .findFirst()
                .orElse(null);
    }
}
