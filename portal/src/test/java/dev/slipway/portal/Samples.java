package dev.slipway.portal;

import dev.slipway.deployments.promotion.GateResult;
import dev.slipway.deployments.promotion.GateVerdict;
import dev.slipway.deployments.promotion.PromotionId;
import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.Promotions.DecisionRow;
import dev.slipway.deployments.promotion.Promotions.HistoryRow;
import dev.slipway.deployments.promotion.Promotions.PromotionDetails;
import dev.slipway.deployments.promotion.Promotions.PromotionRow;
import dev.slipway.deployments.promotion.Promotions.Seat;
import dev.slipway.experiments.Models.ModelRow;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.experiments.VersionRef;
import dev.slipway.security.Role;
import dev.slipway.security.TeamId;
import dev.slipway.security.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Models, versions and promotions as the services answer them, with good defaults. */
public final class Samples {

    public static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    public static final TeamId TEAM = new TeamId(new UUID(0, 7));
    public static final UserId ADA = new UserId(new UUID(0, 1));

    private Samples() {}

    public static ModelRow model(Map<String, String> stages, @Nullable String latest) {
        return new ModelRow("employment", TEAM, stages, latest, latest == null ? 0 : 3, NOON, "", Map.of());
    }

    public static VersionRow version(String version, @Nullable String stage, Map<String, Double> metrics) {
        return new VersionRow(
                new VersionRef("employment", version),
                TEAM,
                stage,
                List.of(),
                "0123456789abcdef",
                "models:/m-1",
                "READY",
                "",
                NOON,
                NOON,
                Map.of(),
                metrics);
    }

    public static PromotionRow promotion(String version, PromotionState state) {
        return new PromotionRow(
                new PromotionId(new UUID(1, version.hashCode())),
                new VersionRef("employment", version),
                TEAM,
                "Production",
                state,
                "Better calibration",
                ADA,
                "Ada Lindqvist",
                NOON,
                NOON,
                4,
                4,
                0,
                1,
                "2",
                false);
    }

    public static GateResult gate(GateVerdict verdict, @Nullable Double measured, @Nullable Double bound) {
        return new GateResult("roc_auc at least 0.85", "0.87", "0.85", verdict, measured, bound, "");
    }

    public static PromotionDetails details(
            PromotionState state, List<Seat> seats, List<DecisionRow> decisions, List<HistoryRow> history) {
        return new PromotionDetails(
                promotion("3", state),
                "production/12",
                List.of(),
                seats,
                decisions,
                "evidence",
                "2",
                null,
                null,
                null,
                history);
    }

    public static Seat seat(Role role, int count) {
        return new Seat(role, count);
    }
}
