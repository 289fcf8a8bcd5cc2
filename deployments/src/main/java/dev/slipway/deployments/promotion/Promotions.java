package dev.slipway.deployments.promotion;

import dev.slipway.experiments.VersionRef;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.PageQuery;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import dev.slipway.security.Role;
import dev.slipway.security.TeamId;
import dev.slipway.security.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Requests to move a version to a stage, from the asking to the way back. */
@Service
public class Promotions {

    /** Runs the gates and stores the request: PENDING, or GATES_FAILED with each gate's finding. */
    @Requires(Permission.REQUEST_PROMOTION)
    public PromotionDetails request(Request request) {
        throw new UnsupportedOperationException("not built yet");
    }

    @Requires(Permission.DECIDE_PROMOTION)
    public PromotionDetails decide(PromotionId id, Decision decision) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** By the requester only. */
    @Requires(Permission.REQUEST_PROMOTION)
    public PromotionDetails withdraw(PromotionId id, String reason) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Gives the stage back to the holder before; itself a promotion record, which is returned. */
    @Requires(Permission.ROLL_BACK)
    public PromotionDetails rollBack(PromotionId id, String reason) {
        throw new UnsupportedOperationException("not built yet");
    }

    @Requires(Permission.READ)
    public PromotionDetails get(PromotionId id) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Newest first. */
    @Requires(Permission.READ)
    public Page<PromotionRow> find(Filter filter, PageQuery page) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** How many requests wait for the caller's decision: the number in the menu. */
    @Requires(Permission.READ)
    public long waitingForMe() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** What the caller could do with it now, and why not: for the screen's buttons. */
    @Requires(Permission.READ)
    public Options options(PromotionId id) {
        throw new UnsupportedOperationException("not built yet");
    }

    public record Request(VersionRef version, String targetStage, String reason) {}

    /** @param evidenceDigest what the decider saw; null stands for the current one */
    public record Decision(
            Verdict verdict, String comment, @Nullable String evidenceDigest) {
        public enum Verdict {
            APPROVE,
            REJECT
        }
    }

    /** @param model null for all; @param states empty for all; @param waitingForMe only those the caller can decide now */
    public record Filter(
            @Nullable String model,
            @Nullable String version,
            Set<PromotionState> states,
            boolean waitingForMe,
            boolean requestedByMe) {
        public static final Filter ALL = new Filter(null, null, Set.of(), false, false);
    }

    public record PromotionRow(
            PromotionId id,
            VersionRef version,
            TeamId team,
            String targetStage,
            PromotionState state,
            String reason,
            UserId requester,
            String requesterName,
            Instant requestedAt,
            Instant changedAt,
            int gatesPassed,
            int gates,
            int approvals,
            int approvalsNeeded,
            @Nullable String replaces,
            boolean rollback) {}

    /**
     * @param policyVersion name and number of the policy that judged, such as {@code production/12}
     * @param required the seats to be filled
     * @param evidenceDigest SHA-256 in hex over the version, its source, the gates' findings and the policy
     * @param replaces the version that held the stage when it was asked, null for none
     * @param stateReason why it is in this state, in a sentence, when the state alone does not say
     * @param expiresAt null once decided
     */
    public record PromotionDetails(
            PromotionRow row,
            String policyVersion,
            List<GateResult> gates,
            List<Seat> required,
            List<DecisionRow> decisions,
            String evidenceDigest,
            @Nullable String replaces,
            @Nullable String stateReason,
            @Nullable Instant expiresAt,
            @Nullable PromotionId rollbackOf,
            List<HistoryRow> history) {}

    public record Seat(Role role, int count) {}

    public record DecisionRow(
            UserId user,
            String userName,
            Role seat,
            Decision.Verdict verdict,
            String comment,
            Instant at,
            String evidenceDigest) {}

    public record HistoryRow(
            PromotionState state,
            String actorName,
            @Nullable String comment,
            Instant at) {}

    /** For each action: null when it is open to the caller, else the sentence that says why not. */
    public record Options(
            @Nullable String whyNotDecide,
            @Nullable String whyNotWithdraw,
            @Nullable String whyNotRollBack) {}
}
