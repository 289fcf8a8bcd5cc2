package dev.slipway.deployments.internal;

import dev.slipway.deployments.promotion.PromotionId;
import dev.slipway.experiments.MlflowUnavailable;
import dev.slipway.experiments.ModelNotFound;
import dev.slipway.experiments.ModelRegistry;
import dev.slipway.experiments.VersionNotFound;
import dev.slipway.kernel.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out what was approved: the alias, the tags, the record. Every step is stored before the next begins and may be
 * done again, so it may die at any point and is taken up where it was.
 */
@Component
class Reconciler {

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final PromotionRecords records;
    private final Holders holders;
    private final StageList stages;
    private final Mirror mirror;
    private final Closing closing;
    private final Lease lease;
    private final ModelRegistry registry;
    private final Failpoint failpoint;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Reconciler(
            PromotionRecords records,
            Holders holders,
            StageList stages,
            Mirror mirror,
            Closing closing,
            Lease lease,
            ModelRegistry registry,
            Failpoint failpoint,
            TransactionTemplate transaction,
            Clock clock) {
        this.records = records;
        this.holders = holders;
        this.stages = stages;
        this.mirror = mirror;
        this.closing = closing;
        this.lease = lease;
        this.registry = registry;
        this.failpoint = failpoint;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Does everything that is due. Runs as Slipway itself. */
    void tick() {
        for (var next = lease.next(); next.isPresent(); next = lease.next()) {
            carry(next.get());
        }
    }

    private void carry(PromotionId id) {
        try {
            var work = read(id);
            while (work.isOpen() && advance(work)) {
                work = read(id);
            }
            lease.release(id);
        } catch (OptimisticLockingFailureException e) {
            log.debug("promotion.carried-elsewhere id={}", id);
        }
    }

    private Work read(PromotionId id) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var promotion = records.get(id);
            var held = holders.held(promotion.versionRef().model());
            var move = Move.of(promotion, held, stages);
            return Work.of(promotion, move);
        }));
    }

    /** @return whether there may be more to do now */
    private boolean advance(Work work) {
        try {
            return work.givingUp().map(why -> restore(work, why)).orElseGet(() -> step(work));
        } catch (VersionNotFound | ModelNotFound gone) {
            return store(work, promotion -> promotion.giveUp(gone.getMessage()));
        } catch (MlflowUnavailable unavailable) {
            return delay(work, "MLflow does not answer");
        } catch (Problem refusal) {
            return delay(work, "MLflow refuses (" + refusal.getMessage() + ")");
        }
    }

    private boolean step(Work work) {
        return switch (work.step().orElse(null)) {
            case null -> store(work, Step.INTENT_STORED, promotion -> promotion.begin(now()));
            case INTENT_STORED -> moveAlias(work);
            case ALIAS_SET -> tag(work);
            case TAG_SET -> close(work);
            case RECORD_CLOSED -> false;
        };
    }

    private boolean moveAlias(Work work) {
        var conflict = mirror.moveAlias(work.move());
        if (conflict.isPresent()) {
            closing.fail(work.id(), work.rowVersion(), conflict.get());
            return false;
        }
        return store(work, Step.ALIAS_SET, promotion -> promotion.did(Step.ALIAS_SET));
    }

    private boolean tag(Work work) {
        mirror.tag(work.move());
        return store(work, Step.TAG_SET, promotion -> promotion.did(Step.TAG_SET));
    }

    private boolean close(Work work) {
        closing.complete(work.id(), work.rowVersion(), work.move());
        failpoint.reached(Step.RECORD_CLOSED);
        reindex(work.move().model());
        return false;
    }

    private boolean store(Work work, Step step, Consumer<Promotion> change) {
        store(work, change);
        failpoint.reached(step);
        return true;
    }

    private boolean store(Work work, Consumer<Promotion> change) {
        transaction.executeWithoutResult(status -> {
            var promotion = records.get(work.id(), work.rowVersion());
            change.accept(promotion);
            records.saveAndFlush(promotion);
        });
        return true;
    }

    /** What MLflow does not have cannot be moved; what was done so far is undone. */
    private boolean restore(Work work, String why) {
        try {
            mirror.restore(work.move());
        } catch (ModelNotFound e) {
            log.info(
                    "promotion.model-gone id={} model={}",
                    work.id(),
                    work.move().model());
        }
        closing.fail(work.id(), work.rowVersion(), why + " MLflow is as it was before.");
        reindex(work.move().model());
        return false;
    }

    private boolean delay(Work work, String problem) {
        var now = now();
        store(work, promotion -> {
            var tries = promotion.attempts() + 1;
            promotion.delay(explain(problem, promotion.failingSince(now), tries), now.plus(wait(tries)), now);
            log.info("promotion.delayed id={} tries={} problem=\"{}\"", work.id(), tries, problem);
        });
        return false;
    }

    private static String explain(String problem, Instant since, int tries) {
        return problem + " since " + TIME.format(since) + " UTC; tried " + tries + (tries == 1 ? " time" : " times")
                + "; goes on by itself.";
    }

    static Duration wait(int tries) {
        var doubled = Duration.ofSeconds(1L << Math.min(tries - 1, 5));
        return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    }

    /** The index would see it by itself in a moment; this only spares the reader that moment. */
    private void reindex(String model) {
        try {
            registry.reindex(model);
        } catch (MlflowUnavailable e) {
            log.debug("promotion.reindex-later model={}", model);
        }
    }

    private Instant now() {
        return clock.instant();
    }

    /** What is to be done for a promotion, as it was read. */
    private record Work(
            PromotionId id,
            long rowVersion,
            boolean isOpen,
            Move move,
            Optional<Step> step,
            Optional<String> givingUp) {

        static Work of(Promotion promotion, Move move) {
            return new Work(
                    promotion.promotionId(),
                    promotion.rowVersion(),
                    promotion.state().isOpen(),
                    move,
                    promotion.step(),
                    promotion.givingUp());
        }
    }
}
