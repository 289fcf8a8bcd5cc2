package dev.slipway.deployments.internal;

import dev.slipway.deployments.internal.Holders.Record;
import dev.slipway.deployments.internal.Promotion.Subject;
import dev.slipway.deployments.internal.policy.EvidenceDigest;
import dev.slipway.deployments.promotion.PromotionConflict;
import dev.slipway.deployments.promotion.PromotionId;
import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.experiments.ModelRegistry;
import dev.slipway.experiments.VersionRef;
import dev.slipway.security.Actor;
import dev.slipway.security.Audit;
import dev.slipway.security.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The way back: the stage goes to who held it before, as a promotion of its own that needs no further approval. */
@Component
public class Rollbacks {

    private final PromotionRecords records;
    private final Holders holders;
    private final ModelRegistry registry;
    private final Requests requests;
    private final VersionFacts facts;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Rollbacks(
            PromotionRecords records,
            Holders holders,
            ModelRegistry registry,
            Requests requests,
            VersionFacts facts,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.records = records;
        this.holders = holders;
        this.registry = registry;
        this.requests = requests;
        this.facts = facts;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    public PromotionId rollBack(PromotionId id, String reason, Actor actor) {
        var plan = Objects.requireNonNull(transaction.execute(status -> checked(id, reason, actor)));
        requireAliasWhereWePutIt(plan);
        var source = plan.previous() == null ? "" : source(plan.previous(), plan.stage());
        try {
            return Objects.requireNonNull(transaction.execute(status -> store(id, reason, source, actor)));
        } catch (DataIntegrityViolationException e) {
            throw new PromotionConflict(
                    "move_in_progress",
                    "A version of this model is just being moved. Look at it in a moment, then decide again.");
        }
    }

    /** @throws PromotionConflict if MLflow has not got it any more as it was when it held the stage */
    private String source(VersionRef previous, String stage) {
        var then = holders.sourceThen(previous.model(), stage, previous.version());
        requests.requireInMlflow(previous, then.orElse(null));
        return then.orElseGet(() -> facts.version(previous).source());
    }

    public void checkMayRollBack(PromotionId id, Actor actor) {
        transaction.executeWithoutResult(status -> Rights.mayRollBack(records.get(id), actor));
    }

    private Plan checked(PromotionId id, String reason, Actor actor) {
        var promotion = records.get(id);
        Rights.mayRollBack(promotion, actor);
        Words.required("/reason", reason, "why the stage should go back");
        return plan(promotion);
    }

    /** @throws PromotionConflict if it does not hold its stage now */
    Plan plan(Promotion promotion) {
        var version = promotion.versionRef();
        var stage = promotion.stage();
        if (promotion.state() != PromotionState.PROMOTED) {
            throw new PromotionConflict(
                    "not_promoted",
                    "Only a finished promotion can be rolled back: " + Rights.standing(promotion) + ".");
        }
        if (promotion.rollbackOf().isPresent()) {
            throw new PromotionConflict(
                    "no_way_back",
                    "A rollback is not rolled back: nobody would have looked at the gates. Ask for a promotion of the"
                            + " version that should hold " + stage.name() + ".");
        }
        if (stage.alias() == null) {
            throw new PromotionConflict(
                    "no_way_back",
                    "A move to " + stage.name()
                            + " is not rolled back. Ask for a promotion to the stage it should have.");
        }
        var record = holders.record(version.model(), stage.name())
                .filter(row -> promotion.promotionId().equals(row.promotion()))
                .orElseThrow(() -> new PromotionConflict(
                        "not_current",
                        "This promotion does not decide any more who holds " + stage.name()
                                + "; another one came after it. Roll that one back."));
        return new Plan(version.model(), stage.name(), stage.alias(), record, previous(version.model(), record));
    }

    private static @Nullable VersionRef previous(String model, Record record) {
        return record.previous() == null ? null : new VersionRef(model, record.previous());
    }

    private void requireAliasWhereWePutIt(Plan plan) {
        var live = registry.aliasHolder(plan.model(), plan.alias());
        var expected = Optional.ofNullable(plan.record().version());
        if (!live.equals(expected)) {
            throw new PromotionConflict(
                    "alias_moved", Mirror.conflict(plan.alias(), expected.orElse(null), live.orElse(null)));
        }
    }

    private PromotionId store(PromotionId id, String reason, String source, Actor actor) {
        var original = records.get(id);
        var plan = plan(original);
        var words = Words.required("/reason", reason, "why the stage should go back");
        var previous = plan.previous();
        var subject = new Subject(
                previous == null ? original.versionRef() : previous, original.team(), original.stage(), source);
        var rollback = Promotion.rollBack(
                original, subject, previous == null, words, judgement(subject, plan), actor, clock.instant());
        records.saveAndFlush(rollback);
        audit.record(entry(original, rollback, plan));
        return rollback.promotionId();
    }

    /** No gates and no seats: what held the stage before may hold it again. */
    private static Judgement judgement(Subject subject, Plan plan) {
        var policy = "rollback/0";
        var digest = EvidenceDigest.of(subject.version(), subject.source(), policy, List.of());
        return new Judgement(
                policy,
                List.of(),
                List.of(),
                Duration.ZERO,
                digest,
                plan.record().version(),
                null);
    }

    private static AuditEvent entry(Promotion original, Promotion rollback, Plan plan) {
        var to = plan.previous();
        return new AuditEvent(
                "promotion.rollback_requested",
                "promotion/" + rollback.promotionId(),
                original.team(),
                Map.of("version", String.valueOf(plan.record().version())),
                Map.of(
                        "model", plan.model(),
                        "stage", original.stage().name(),
                        "version", to == null ? "" : to.version(),
                        "rollback_of", original.promotionId().toString(),
                        "reason", rollback.reason()));
    }

    /** @param previous who gets the stage back, null for nobody */
    record Plan(
            String model,
            String stage,
            String alias,
            Record record,
            @Nullable VersionRef previous) {}
}
