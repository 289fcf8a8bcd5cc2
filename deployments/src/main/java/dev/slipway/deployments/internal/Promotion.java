package dev.slipway.deployments.internal;

import dev.slipway.deployments.promotion.IllegalTransition;
import dev.slipway.deployments.promotion.PromotionDecided;
import dev.slipway.deployments.promotion.PromotionFailed;
import dev.slipway.deployments.promotion.PromotionId;
import dev.slipway.deployments.promotion.PromotionRequested;
import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.Promotions.Decision.Verdict;
import dev.slipway.deployments.promotion.Stages.Stage;
import dev.slipway.experiments.VersionRef;
import dev.slipway.security.Actor;
import dev.slipway.security.Role;
import dev.slipway.security.TeamId;
import dev.slipway.security.UserId;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/** A request to move a version to a stage. Guards its lifecycle: every change goes through the table of PromotionState. */
@Entity
@Table(schema = "deployments", name = "promotion")
@SuppressWarnings("UnusedVariable") // some columns are only written here and read by PromotionReader
class Promotion extends AbstractAggregateRoot<Promotion> {

    @Id
    private UUID id;

    private String model;
    private String version;
    private @Nullable UUID teamId;
    private String targetStage;
    private @Nullable String alias;
    private String source;

    @Enumerated(EnumType.STRING)
    private PromotionState state;

    private @Nullable String stateReason;
    private String reason;
    private UUID requesterId;
    private String requesterName;
    private Instant requestedAt;
    private Instant changedAt;
    private @Nullable Instant expiresAt;
    private String policyVersion;
    private String gates;
    private int gatesPassed;
    private int gateCount;
    private int approvalsNeeded;
    private String evidenceDigest;
    private @Nullable String evidence;
    private @Nullable String replaces;
    private @Nullable UUID rollbackOf;
    private boolean vacates;

    @Enumerated(EnumType.STRING)
    private @Nullable Step step;

    private @Nullable String givingUp;
    private int attempts;
    private @Nullable Instant failingSince;
    private @Nullable Instant nextAttemptAt;

    @Version
    private @Nullable Long rowVersion;

    @ElementCollection
    @CollectionTable(schema = "deployments", name = "promotion_seat", joinColumns = @JoinColumn(name = "promotion_id"))
    @OrderColumn(name = "position")
    private List<SeatEntry> seats = new ArrayList<>();

    @ElementCollection
    @CollectionTable(
            schema = "deployments",
            name = "promotion_decision",
            joinColumns = @JoinColumn(name = "promotion_id"))
    @OrderColumn(name = "position")
    private List<DecisionEntry> decisions = new ArrayList<>();

    @ElementCollection
    @CollectionTable(
            schema = "deployments",
            name = "promotion_history",
            joinColumns = @JoinColumn(name = "promotion_id"))
    @OrderColumn(name = "position")
    private List<HistoryEntry> history = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    protected Promotion() {}

    @SuppressWarnings("NullAway.Init")
    private Promotion(Subject subject, String reason, Judgement judgement, Actor requester, Instant now) {
        this.id = UUID.randomUUID();
        this.model = subject.version().model();
        this.version = subject.version().version();
        this.teamId = subject.team() == null ? null : subject.team().value();
        this.targetStage = subject.stage().name();
        this.alias = subject.stage().alias();
        this.source = subject.source();
        this.reason = reason;
        this.requesterId = requester.id().value();
        this.requesterName = requester.displayName();
        this.requestedAt = now;
        judged(judgement, now);
    }

    static Promotion request(Subject subject, String reason, Judgement judgement, Actor requester, Instant now) {
        var promotion = new Promotion(subject, reason, judgement, requester, now);
        var passes = judgement.passes();
        promotion.state = passes ? PromotionState.PENDING : PromotionState.GATES_FAILED;
        promotion.stateReason = passes ? null : "Gates did not pass: " + judgement.blockers();
        promotion.expiresAt = passes ? promotion.expiresAt : null;
        promotion.tell(passes ? Happened.REQUESTED : Happened.GATES_FAILED, requester, reason, now);
        promotion.registerEvent(new PromotionRequested(
                promotion.promotionId(), subject.version(), promotion.targetStage, promotion.state));
        return promotion;
    }

    /** The way back from {@code original}. @param vacates nobody held the stage before, so nobody gets it */
    static Promotion rollBack(
            Promotion original,
            Subject subject,
            boolean vacates,
            String reason,
            Judgement judgement,
            Actor actor,
            Instant now) {
        var promotion = new Promotion(subject, reason, judgement, actor, now);
        promotion.rollbackOf = original.id;
        promotion.vacates = vacates;
        promotion.state = PromotionState.APPROVED;
        promotion.expiresAt = null;
        promotion.tell(vacates ? Happened.VACATE_REQUESTED : Happened.ROLLBACK_REQUESTED, actor, reason, now);
        promotion.registerEvent(new PromotionDecided(promotion.promotionId(), PromotionState.APPROVED));
        return promotion;
    }

    private void judged(Judgement judgement, Instant now) {
        policyVersion = judgement.policy();
        gates = GateColumn.write(judgement.gates());
        gatesPassed = judgement.passed();
        gateCount = judgement.gates().size();
        seats = new ArrayList<>(judgement.seats().stream()
                .map(seat -> new SeatEntry(seat.role(), seat.count()))
                .toList());
        approvalsNeeded = seats.stream().mapToInt(SeatEntry::seats).sum();
        evidenceDigest = judgement.digest();
        evidence = judgement.seen() == null ? null : SeenColumn.write(judgement.seen());
        replaces = judgement.replaces();
        expiresAt = requestedAt.plus(judgement.expiresAfter());
        changedAt = now;
    }

    /** Other evidence than the stored one: decisions made on that do not count any more. */
    void judgeAnew(Judgement judgement, Actor actor, Instant now) {
        requirePending(PromotionState.GATES_FAILED);
        judged(judgement, now);
        if (judgement.passes()) {
            tell(Happened.EVIDENCE_CHANGED, actor, "", now);
            return;
        }
        stop("The evidence changed since it was asked: " + judgement.blockers(), actor, now);
    }

    /** What was asked about is not there any more as it was. */
    void stop(String why, Actor actor, Instant now) {
        become(PromotionState.GATES_FAILED, Happened.GATES_TURNED, actor, why, now);
        stateReason = why;
        expiresAt = null;
        registerEvent(new PromotionDecided(promotionId(), state));
    }

    void approve(Actor actor, Role seat, String comment, Instant now) {
        requirePending(PromotionState.APPROVED);
        decisions.add(decision(actor, seat, Verdict.APPROVE, comment, now));
        changedAt = now;
        if (!openSeats().isEmpty()) {
            tell(Happened.SEAT_FILLED, actor, comment, now);
            return;
        }
        become(PromotionState.APPROVED, Happened.APPROVED, actor, comment, now);
        expiresAt = null;
        registerEvent(new PromotionDecided(promotionId(), state));
    }

    void reject(Actor actor, Role seat, String comment, Instant now) {
        requirePending(PromotionState.REJECTED);
        decisions.add(decision(actor, seat, Verdict.REJECT, comment, now));
        end(PromotionState.REJECTED, Happened.REJECTED, actor, comment, now);
        stateReason = actor.displayName() + " rejected it: " + comment;
    }

    void withdraw(Actor actor, String comment, Instant now) {
        end(PromotionState.WITHDRAWN, Happened.WITHDRAWN, actor, comment, now);
    }

    void expire(Instant now) {
        end(PromotionState.EXPIRED, Happened.EXPIRED, Actor.SYSTEM, "", now);
        stateReason = "Nobody decided in time. Ask again if it is still wanted.";
    }

    private void end(PromotionState end, Happened kind, Actor actor, String comment, Instant now) {
        become(end, kind, actor, comment, now);
        expiresAt = null;
        registerEvent(new PromotionDecided(promotionId(), state));
    }

    void begin(Instant now) {
        become(PromotionState.EXECUTING, Happened.EXECUTING, Actor.SYSTEM, "", now);
        step = Step.INTENT_STORED;
    }

    void did(Step done) {
        step = done;
        answered();
    }

    /** The move cannot be finished: what was done of it is to be undone. */
    void giveUp(String why) {
        givingUp = why;
        answered();
    }

    void delay(String problem, Instant next, Instant now) {
        attempts++;
        failingSince = failingSince == null ? now : failingSince;
        nextAttemptAt = next;
        stateReason = problem;
    }

    private void answered() {
        attempts = 0;
        failingSince = null;
        nextAttemptAt = null;
        stateReason = null;
    }

    void complete(Instant now) {
        become(PromotionState.PROMOTED, vacates ? Happened.VACATED : Happened.PROMOTED, Actor.SYSTEM, "", now);
        did(Step.RECORD_CLOSED);
    }

    void fail(String why, Instant now) {
        become(PromotionState.FAILED, Happened.FAILED, Actor.SYSTEM, why, now);
        answered();
        stateReason = why;
        registerEvent(new PromotionFailed(promotionId(), why));
    }

    /** The way back was made. */
    void undone(String by, String why, Instant now) {
        become(PromotionState.ROLLED_BACK, Happened.ROLLED_BACK, Actor.SYSTEM, "", now);
        stateReason = by + " rolled it back: " + why;
    }

    private void become(PromotionState next, Happened kind, Actor actor, String comment, Instant now) {
        if (!state.mayBecome(next)) {
            throw new IllegalTransition(state, next);
        }
        state = next;
        stateReason = null;
        changedAt = now;
        tell(kind, actor, comment, now);
    }

    private void requirePending(PromotionState wanted) {
        if (state != PromotionState.PENDING) {
            throw new IllegalTransition(state, wanted);
        }
    }

    private void tell(Happened kind, Actor actor, String comment, Instant now) {
        history.add(new HistoryEntry(kind, state, actor.id().value(), actor.displayName(), comment, now));
    }

    private DecisionEntry decision(Actor actor, Role seat, Verdict verdict, String comment, Instant now) {
        return new DecisionEntry(actor.id().value(), actor.displayName(), seat, verdict, comment, now, evidenceDigest);
    }

    /** Roles with a seat that nobody filled on the present evidence, in the policy's order. */
    List<Role> openSeats() {
        return seats.stream()
                .filter(seat -> approvals(seat.role()) < seat.seats())
                .map(SeatEntry::role)
                .toList();
    }

    private long approvals(Role seat) {
        return decisions.stream()
                .filter(decision -> decision.seat() == seat && decision.verdict() == Verdict.APPROVE)
                .filter(decision -> decision.evidenceDigest().equals(evidenceDigest))
                .count();
    }

    boolean wasDecidedBy(UserId user) {
        return decisions.stream()
                .anyMatch(decision -> decision.userId().equals(user.value())
                        && decision.evidenceDigest().equals(evidenceDigest));
    }

    List<Role> seatRoles() {
        return seats.stream().map(SeatEntry::role).toList();
    }

    boolean isRequestedBy(UserId user) {
        return requesterId.equals(user.value());
    }

    PromotionId promotionId() {
        return new PromotionId(id);
    }

    VersionRef versionRef() {
        return new VersionRef(model, version);
    }

    Stage stage() {
        return new Stage(targetStage, alias);
    }

    @Nullable
    TeamId team() {
        return teamId == null ? null : new TeamId(teamId);
    }

    String source() {
        return source;
    }

    PromotionState state() {
        return state;
    }

    String reason() {
        return reason;
    }

    String requesterName() {
        return requesterName;
    }

    String evidenceDigest() {
        return evidenceDigest;
    }

    Optional<PromotionId> rollbackOf() {
        return Optional.ofNullable(rollbackOf).map(PromotionId::new);
    }

    /** Who held the stage when the gates were last run. */
    Optional<String> replaces() {
        return Optional.ofNullable(replaces);
    }

    boolean vacates() {
        return vacates;
    }

    Optional<Step> step() {
        return Optional.ofNullable(step);
    }

    Optional<String> givingUp() {
        return Optional.ofNullable(givingUp);
    }

    int attempts() {
        return attempts;
    }

    Instant failingSince(Instant now) {
        return failingSince == null ? now : failingSince;
    }

    long rowVersion() {
        return rowVersion == null ? -1 : rowVersion;
    }

    HistoryEntry lastEntry() {
        return history.getLast();
    }

    /** What is to be moved where. @param team whose the model is */
    record Subject(VersionRef version, @Nullable TeamId team, Stage stage, String source) {}
}
