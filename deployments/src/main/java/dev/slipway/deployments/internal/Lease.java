package dev.slipway.deployments.internal;

import dev.slipway.deployments.promotion.PromotionId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Hands each move to one portal at a time. It only spares double work: two that do the same move do the same, and the
 * row's version decides whose result is stored.
 */
@Component
class Lease {

    static final Duration LENGTH = Duration.ofSeconds(8);

    private final JdbcClient jdbc;
    private final Clock clock;

    Lease(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The move that waits longest and is due. */
    Optional<PromotionId> next() {
        var now = clock.instant();
        return jdbc.sql("""
                update deployments.promotion set lease_until = :until where id = (
                    select id from deployments.promotion
                    where state in ('APPROVED', 'EXECUTING') and (next_attempt_at is null or next_attempt_at <= :now)
                      and (lease_until is null or lease_until <= :now)
                    order by changed_at, id limit 1 for update skip locked)
                returning id
                """)
                .param("until", Timestamp.from(now.plus(LENGTH)))
                .param("now", Timestamp.from(now))
                .query((row, n) -> new PromotionId(row.getObject("id", UUID.class)))
                .optional();
    }

    void release(PromotionId id) {
        jdbc.sql("update deployments.promotion set lease_until = null where id = ?")
                .param(id.value())
                .update();
    }
}
