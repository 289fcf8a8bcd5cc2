package dev.slipway.deployments.internal;

import dev.slipway.deployments.promotion.PromotionConflict;
import dev.slipway.deployments.promotion.PromotionId;
import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.Promotions.Decision;
import dev.slipway.deployments.promotion.Promotions.Decision.Verdict;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.experiments.VersionRef;
import dev.slipway.security.Actor;
import dev.slipway.security.Audit;
import dev.slipway.security.AuditEvent;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people decide. An approval looks at the world again first: it counts only for a version that is still there, on
 * findings that still hold. Of two decisions at the same moment one is stored, and the other is told about it.
 */
@Component
public class Decisions {

    private static final Logger log = LoggerFactory.getLogger(Decisions.class);
    private static final int TRIES = 4;

    private final PromotionRecords records;
    private final Requests requests;
    private final Evidences evidences;
    private final VersionFacts facts;
    private final Holders holders;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Decisions(
            PromotionRecords records,
            Requests requests,
            Evidences evidences,
            VersionFacts facts,
            Holders holders,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.records = records;
        this.requests = requests;
        this.evidences = evidences;
        this.facts = facts;
        this.holders = holders;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    public void decide(PromotionId id, Decision decision, Actor actor) {
        var subject = inTransaction(() -> checked(id, decision, actor));
        var finding = decision.verdict() == Verdict.APPROVE ? lookAgain(subject) : Finding.UNCHANGED;
        var refusal = storing(() -> apply(id, decision, finding, actor));
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    public void checkMayDecide(PromotionId id, Actor actor) {
        transaction.executeWithoutResult(status -> Rights.mayDecide(records.get(id), actor));
    }

    public void checkMayWithdraw(PromotionId id, Actor actor) {
        transaction.executeWithoutResult(status -> Rights.mayWithdraw(records.get(id), actor));
    }

    /** 403, then the fields, then the state. */
    private Subject checked(PromotionId id, Decision decision, Actor actor) {
        var promotion = records.get(id);
        Rights.mayDecide(promotion, actor);
        comment(decision);
        Rights.canDecide(promotion, actor);
        requireSameEvidence(promotion, decision);
        requireNoOtherMove(promotion, decision);
        return new Subject(
                promotion.versionRef(), promotion.stage().name(), promotion.source(), promotion.evidenceDigest());
    }

    private static String comment(Decision decision) {
        return switch (decision.verdict()) {
            case APPROVE -> Words.optional("/comment", decision.comment());
            case REJECT -> Words.required("/comment", decision.comment(), "why, because who asked will read it");
        };
    }

    private static void requireSameEvidence(Promotion promotion, Decision decision) {
        var seen = decision.evidenceDigest();
        if (seen != null && !seen.equals(promotion.evidenceDigest())) {
            throw evidenceChanged();
        }
    }

    private void requireNoOtherMove(Promotion promotion, Decision decision) {
        if (decision.verdict() == Verdict.APPROVE
                && holders.isMovingBesides(promotion.versionRef().model(), promotion.promotionId())) {
            throw moveInProgress();
        }
    }

    private static PromotionConflict moveInProgress() {
        return new PromotionConflict(
                "move_in_progress",
                "Another version of this model is just being moved. Look at it in a moment, then decide again.");
    }

    private static PromotionConflict evidenceChanged() {
        return new PromotionConflict(
                "evidence_changed",
                "The gates have other findings now than those you decided on. Look at them again, then decide.");
    }

    private Finding lookAgain(Subject subject) {
        var row = facts.find(subject.version());
        if (row.isEmpty()) {
            return Finding.gone(subject.version() + " was deleted in MLflow since it was asked.");
        }
        if (!row.get().source().equals(subject.source())) {
            return Finding.gone("The source of " + subject.version() + " changed since it was asked.");
        }
        return lookAgain(subject, row.get());
    }

    private Finding lookAgain(Subject subject, VersionRow row) {
        VersionRow now;
        try {
            requests.requireInMlflow(subject.version(), subject.source());
            now = requests.readAnew(row, subject.stage());
        } catch (PromotionConflict gone) {
            return Finding.gone(subject.version() + " was deleted in MLflow since it was asked.");
        }
        if (holders.holder(now.ref().model(), subject.stage())
                .filter(now.ref().version()::equals)
                .isPresent()) {
            return Finding.gone(subject.version() + " holds " + subject.stage() + " already.");
        }
        var judgement = evidences.judge(now, subject.stage());
        return judgement.digest().equals(subject.evidenceDigest()) ? Finding.UNCHANGED : Finding.changed(judgement);
    }

    /** @return why the decision did not count although something was stored */
    private Optional<PromotionConflict> apply(PromotionId id, Decision decision, Finding finding, Actor actor) {
        var promotion = records.get(id);
        Rights.mayDecide(promotion, actor);
        Rights.canDecide(promotion, actor);
        requireSameEvidence(promotion, decision);
        var refusal = finding.applyTo(promotion, decision, clock);
        if (refusal.isEmpty()) {
            vote(promotion, decision, actor);
        }
        records.saveAndFlush(promotion);
        requireSameHolder(promotion);
        audit.record(entry(promotion, decision, refusal.isPresent()));
        return refusal;
    }

    /** From here on no other move of the model can be approved, so what held the stage while it was judged still does. */
    private void requireSameHolder(Promotion promotion) {
        var version = promotion.versionRef();
        var holder = holders.holder(version.model(), promotion.stage().name())
                .filter(held -> !held.equals(version.version()));
        if (promotion.state() == PromotionState.APPROVED && !holder.equals(promotion.replaces())) {
            throw evidenceChanged();
        }
    }

    private void vote(Promotion promotion, Decision decision, Actor actor) {
        var seat = Rights.canDecide(promotion, actor);
        switch (decision.verdict()) {
            case APPROVE -> promotion.approve(actor, seat, comment(decision), clock.instant());
            case REJECT -> promotion.reject(actor, seat, comment(decision), clock.instant());
        }
    }

    private static AuditEvent entry(Promotion promotion, Decision decision, boolean refused) {
        var failed = promotion.state() == PromotionState.GATES_FAILED;
        var voted = decision.verdict() == Verdict.APPROVE ? "promotion.approved" : "promotion.rejected";
        var unvoted = failed ? "promotion.gates_failed" : "promotion.evidence_changed";
        return new AuditEvent(
                refused ? unvoted : voted,
                "promotion/" + promotion.promotionId(),
                promotion.team(),
                Map.of("state", PromotionState.PENDING.name()),
                Map.of(
                        "state", promotion.state().name(),
                        "comment", comment(decision),
                        "evidence", promotion.evidenceDigest()));
    }

    public void withdraw(PromotionId id, String reason, Actor actor) {
        storing(() -> {
            var promotion = records.get(id);
            Rights.mayWithdraw(promotion, actor);
            var comment = Words.optional("/reason", reason);
            Rights.canWithdraw(promotion);
            var before = promotion.state();
            promotion.withdraw(actor, comment, clock.instant());
            records.saveAndFlush(promotion);
            audit.record(new AuditEvent(
                    "promotion.withdrawn",
                    "promotion/" + id,
                    promotion.team(),
                    Map.of("state", before.name()),
                    Map.of("state", promotion.state().name(), "reason", comment)));
            return Optional.empty();
        });
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    /** Somebody else was a moment earlier: look again, which tells what is left to do. */
    private Optional<PromotionConflict> storing(Supplier<Optional<PromotionConflict>> work) {
        for (var tries = 1; tries < TRIES; tries++) {
            try {
                return once(work);
            } catch (OptimisticLockingFailureException e) {
                log.debug("promotion.decided-elsewhere tries={}", tries);
            }
        }
        return once(work);
    }

    private Optional<PromotionConflict> once(Supplier<Optional<PromotionConflict>> work) {
        try {
            return inTransaction(work);
        } catch (DataIntegrityViolationException e) {
            throw moveInProgress();
        }
    }

    private record Subject(VersionRef version, String stage, String source, String evidenceDigest) {}

    /**
     * What the second look found.
     *
     * @param judgement when the gates found something else
     * @param gone why the version is not what was asked for
     */
    private record Finding(
            @Nullable Judgement judgement, @Nullable String gone) {

        static final Finding UNCHANGED = new Finding(null, null);

        static Finding changed(Judgement judgement) {
            return new Finding(judgement, null);
        }

        static Finding gone(String why) {
            return new Finding(null, why);
        }

        Optional<PromotionConflict> applyTo(Promotion promotion, Decision decision, Clock clock) {
            if (gone != null) {
                promotion.stop(gone, Actor.SYSTEM, clock.instant());
                return Optional.of(new PromotionConflict("version_gone", gone + " Ask for another version."));
            }
            return judgement == null ? Optional.empty() : judgedAnew(judgement, promotion, decision, clock);
        }

        private static Optional<PromotionConflict> judgedAnew(
                Judgement judgement, Promotion promotion, Decision decision, Clock clock) {
            promotion.judgeAnew(judgement, Actor.SYSTEM, clock.instant());
            if (!judgement.passes()) {
                return Optional.of(new PromotionConflict(
                        "gates_failed", "The gates do not pass any more: " + judgement.blockers()));
            }
            return decision.evidenceDigest() == null ? Optional.empty() : Optional.of(evidenceChanged());
        }
    }
}
