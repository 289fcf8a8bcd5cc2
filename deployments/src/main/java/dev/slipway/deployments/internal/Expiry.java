package dev.slipway.deployments.internal;

import dev.slipway.deployments.promotion.PromotionId;
import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.security.Audit;
import dev.slipway.security.AuditEvent;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends requests that nobody decided in time. Runs as Slipway itself. */
@Component
class Expiry {

    private static final Logger log = LoggerFactory.getLogger(Expiry.class);

    private final PromotionRecords records;
    private final Audit audit;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Expiry(PromotionRecords records, Audit audit, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.records = records;
        this.audit = audit;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    void tick() {
        due().forEach(this::expire);
    }

    private List<PromotionId> due() {
        return jdbc.sql(
                        "select id from deployments.promotion where state = 'PENDING' and expires_at <= ? order by expires_at limit 100")
                .param(Timestamp.from(clock.instant()))
                .query((row, n) -> new PromotionId(row.getObject("id", UUID.class)))
                .list();
    }

    private void expire(PromotionId id) {
        try {
            transaction.executeWithoutResult(status -> {
                var promotion = records.get(id);
                if (promotion.state() == PromotionState.PENDING) {
                    promotion.expire(clock.instant());
                    records.saveAndFlush(promotion);
                    audit.record(new AuditEvent(
                            "promotion.expired", "promotion/" + id, promotion.team(), Map.of(), Map.of()));
                }
            });
        } catch (OptimisticLockingFailureException e) {
            log.debug("promotion.decided-meanwhile id={}", id);
        }
    }
}
