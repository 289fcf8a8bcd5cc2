package dev.slipway.deployments.promotion;

import dev.slipway.deployments.internal.Decisions;
import dev.slipway.deployments.internal.PromotionOptions;
import dev.slipway.deployments.internal.PromotionReader;
import dev.slipway.deployments.internal.Requests;
import dev.slipway.deployments.internal.Rollbacks;
import dev.slipway.experiments.Signature;
import dev.slipway.experiments.VersionRef;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.PageQuery;
import dev.slipway.security.Actors;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import dev.slipway.security.Role;
import dev.slipway.security.TeamId;
import dev.slipway.security.UserId;
import dev.slipway.serving.ParityReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Requests to move a version to a stage, from the asking to the way back. */
@Service
public class Promotions {

    private final Actors actors;
    private final Requests requests;
    private final Decisions decisions;
    private final Rollbacks rollbacks;
    private final PromotionReader reader;
    private final PromotionOptions options;

    Promotions(
            Actors actors,
            Requests requests,
            Decisions decisions,
            Rollbacks rollbacks,
            PromotionReader reader,
            PromotionOptions options) {
        this.actors = actors;
        this.requests = requests;
        this.decisions = decisions;
        this.rollbacks = rollbacks;
        this.reader = reader;
        this.options = options;
    }

    /**
     * Runs the gates and stores the request: PENDING, or GATES_FAILED with each gate's finding.
     *
     * @throws PromotionConflict {@code promotion_open}, {@code already_there}, {@code version_gone}
     * @throws dev.slipway.experiments.MlflowUnavailable when MLflow does not answer
     */
    @Requires(Permission.REQUEST_PROMOTION)
    public PromotionDetails request(Request request) {
        return get(requests.request(request, actors.current()));
    }

    /**
     * Approves or rejects. An approval counts only while the version is there and the gates still pass; else the promotion
     * is stored with what was found, and this throws.
     *
     * @throws PromotionConflict {@code not_pending}, {@code seat_filled}, {@code decided_by_you}, {@code evidence_changed},
     *     {@code gates_failed}, {@code version_gone}, {@code move_in_progress}
     */
    @Requires(Permission.DECIDE_PROMOTION)
    public PromotionDetails decide(PromotionId id, Decision decision) {
        decisions.decide(id, decision, actors.current());
        return get(id);
    }

    /** By the requester only. @throws PromotionConflict {@code not_withdrawable} when it is decided */
    @Requires(Permission.REQUEST_PROMOTION)
    public PromotionDetails withdraw(PromotionId id, String reason) {
        decisions.withdraw(id, reason, actors.current());
        return get(id);
    }

    /**
     * Gives the stage back to the holder before; itself a promotion record, which is returned. Who may approve may do so,
     * also for a promotion of one's own: going back is the safe direction.
     *
     * @throws PromotionConflict {@code not_promoted}, {@code not_current}, {@code no_way_back}, {@code alias_moved},
     *     {@code version_gone}, {@code move_in_progress}
     */
    @Requires(Permission.ROLL_BACK)
    public PromotionDetails rollBack(PromotionId id, String reason) {
        return get(rollbacks.rollBack(id, reason, actors.current()));
    }

    /**
     * Whether the caller may ask for moves of a version, before anything else is looked at.
     *
     * @throws dev.slipway.security.Forbidden if not
     */
    @Requires(Permission.REQUEST_PROMOTION)
    public void checkMayRequest(VersionRef version) {
        requests.checkMayRequest(version, actors.current());
    }

    /** Whatever state it is in. @throws dev.slipway.security.Forbidden if the caller may not decide it */
    @Requires(Permission.DECIDE_PROMOTION)
    public void checkMayDecide(PromotionId id) {
        decisions.checkMayDecide(id, actors.current());
    }

    /** Whatever state it is in. @throws dev.slipway.security.Forbidden if the caller may not withdraw it */
    @Requires(Permission.REQUEST_PROMOTION)
    public void checkMayWithdraw(PromotionId id) {
        decisions.checkMayWithdraw(id, actors.current());
    }

    /** Whatever state it is in. @throws dev.slipway.security.Forbidden if the caller may not roll it back */
    @Requires(Permission.ROLL_BACK)
    public void checkMayRollBack(PromotionId id) {
        rollbacks.checkMayRollBack(id, actors.current());
    }

    @Requires(Permission.READ)
    public PromotionDetails get(PromotionId id) {
        return reader.get(id, actors.current());
    }

    /** What it was judged on, for whoever may read it. */
    @Requires(Permission.READ)
    public PromotionEvidence evidence(PromotionId id) {
        return reader.evidence(id, actors.current());
    }

    /** Newest first. */
    @Requires(Permission.READ)
    public Page<PromotionRow> find(Filter filter, PageQuery page) {
        return reader.find(filter, page, actors.current());
    }

    /** How many requests wait for the caller's decision: the number in the menu. */
    @Requires(Permission.READ)
    public long waitingForMe() {
        return reader.waitingFor(actors.current());
    }

    /** What happened to promotions of the caller's teams, newest first. @param limit 1 to 1000 */
    @Requires(Permission.READ)
    public List<Happening> happenings(Instant since, int limit) {
        return reader.happenings(since, PageQuery.first(limit).limit(), actors.current());
    }

    /** What the caller could do with it now, and why not: for the screen's buttons. */
    @Requires(Permission.READ)
    public Options options(PromotionId id) {
        return options.of(id, actors.current());
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

    /** @param team null when no team owns the model; @param approvals given on the present evidence */
    public record PromotionRow(
            PromotionId id,
            VersionRef version,
            @Nullable TeamId team,
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

    /**
     * What a promotion was judged on.
     *
     * @param source MLflow's address of the version
     * @param policy the text of the policy that judged; null for a rollback, which no policy judges
     * @param seen null for a rollback, and for what was judged before this was kept
     * @param digested the JSON text whose SHA-256 in hex is the evidence digest: model, version, source, policy version, and
     *     of each gate name, value, limit, verdict and the numbers behind value and limit
     */
    public record PromotionEvidence(
            PromotionDetails promotion,
            String source,
            @Nullable String policy,
            @Nullable Seen seen,
            String digested) {}

    /**
     * The version as the gates saw it at that moment.
     *
     * @param runId null when the version names no run
     * @param stage the stage it was in
     * @param signature null when it was logged without one
     * @param holder null when nobody held the target stage
     */
    public record Seen(
            @Nullable String runId,
            String stage,
            Map<String, Double> metrics,
            @Nullable Signature signature,
            ParityReport parity,
            @Nullable SeenHolder holder) {
        public Seen {
            metrics = Map.copyOf(metrics);
        }
    }

    /** The version that the candidate was compared with. */
    public record SeenHolder(
            String version,
            Map<String, Double> metrics,
            @Nullable Signature signature) {
        public SeenHolder {
            metrics = Map.copyOf(metrics);
        }
    }

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

    /** @param kind such as {@code requested}, {@code approved}, {@code promoted}; @param sentence with the person as its subject */
    public record Happening(
            Instant at, String kind, String sentence, String actorName, VersionRef version, PromotionId promotion) {}
}
