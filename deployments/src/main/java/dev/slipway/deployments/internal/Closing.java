package dev.slipway.deployments.internal;

import dev.slipway.deployments.internal.Holders.Held;
import dev.slipway.deployments.promotion.PromotionId;
import dev.slipway.deployments.promotion.StageChanged;
import dev.slipway.security.Audit;
import dev.slipway.security.AuditEvent;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Closes the record of a move: the holder, the promotion, the audit entry and the event, in one transaction. */
@Component
class Closing {

    private static final Logger log = LoggerFactory.getLogger(Closing.class);

    private final PromotionRecords records;
    private final Holders holders;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Closing(
            PromotionRecords records,
            Holders holders,
            Audit audit,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.records = records;
        this.holders = holders;
        this.audit = audit;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    void complete(PromotionId id, long rowVersion, Move move) {
        transaction.executeWithoutResult(status -> {
            var promotion = records.get(id, rowVersion);
            promotion.complete(clock.instant());
            records.saveAndFlush(promotion);
            hold(promotion, move);
            promotion.rollbackOf().ifPresent(original -> close(original, promotion));
            record("promotion.promoted", promotion, move.expected(), move.target());
            events.publishEvent(
                    new StageChanged(move.model(), move.stage().name(), move.expected(), move.target(), id));
        });
        log.info(
                "promotion.promoted id={} model={} version={} stage={}",
                id,
                move.model(),
                move.target(),
                move.stage().name());
    }

    private void hold(Promotion promotion, Move move) {
        if (move.target() == null) {
            holders.vacated(move.model(), move.stage().name(), promotion.promotionId(), clock.instant());
            return;
        }
        var rollback = promotion.rollbackOf().isPresent();
        var held = new Held(move.target(), promotion.source());
        holders.promoted(move.model(), move.stage(), held, promotion.promotionId(), rollback, clock.instant());
    }

    private void close(PromotionId original, Promotion rollback) {
        var promotion = records.get(original);
        promotion.undone(rollback.requesterName(), rollback.reason(), clock.instant());
        records.saveAndFlush(promotion);
        record("promotion.rolled_back", promotion, promotion.versionRef().version(), null);
    }

    void fail(PromotionId id, long rowVersion, String why) {
        transaction.executeWithoutResult(status -> {
            var promotion = records.get(id, rowVersion);
            promotion.fail(why, clock.instant());
            records.saveAndFlush(promotion);
            audit.record(new AuditEvent(
                    "promotion.failed", "promotion/" + id, promotion.team(), Map.of(), Map.of("reason", why)));
        });
        log.warn("promotion.failed id={} reason=\"{}\"", id, why);
    }

    private void record(String action, Promotion promotion, @Nullable String from, @Nullable String to) {
        audit.record(new AuditEvent(
                action,
                "promotion/" + promotion.promotionId(),
                promotion.team(),
                facts(promotion, from),
                facts(promotion, to)));
    }

    private static Map<String, ?> facts(Promotion promotion, @Nullable String version) {
        var facts = new HashMap<String, Object>();
        facts.put("model", promotion.versionRef().model());
        facts.put("stage", promotion.stage().name());
        if (version != null) {
            facts.put("version", version);
        }
        return facts;
    }
}
