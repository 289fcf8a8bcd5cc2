package dev.slipway.portal.web;

import dev.slipway.security.UserId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The writes of the last day that carried a key, with their answers. */
@Component
class IdempotencyStore {

    private static final Duration KEPT = Duration.ofDays(1);

    /** A write that has not ended by then died with its process; the key may be used again. */
    private static final Duration LONGEST_WRITE = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final Clock clock;

    IdempotencyStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Takes the key for a write that begins now; false when it is taken already. */
    boolean begin(UserId user, byte[] keyHash, byte[] digest) {
        var now = clock.instant();
        return jdbc.sql("""
                insert into portal.idempotent_request as r (user_id, key_hash, digest, started_at)
                values (:user, :key, :digest, :now)
                on conflict (user_id, key_hash) do update set digest = :digest, started_at = :now, status = null, answer = null
                where r.started_at < :expired or (r.status is null and r.digest = :digest and r.started_at < :dead)
                """)
                        .param("user", user.value())
                        .param("key", keyHash)
                        .param("digest", digest)
                        .param("now", Timestamp.from(now))
                        .param("expired", Timestamp.from(now.minus(KEPT)))
                        .param("dead", Timestamp.from(now.minus(LONGEST_WRITE)))
                        .update()
                > 0;
    }

    Optional<Entry> find(UserId user, byte[] keyHash) {
        return jdbc.sql(
                        "select digest, status, answer from portal.idempotent_request where user_id = ? and key_hash = ?")
                .params(user.value(), keyHash)
                .query((row, n) -> new Entry(row.getBytes("digest"), row.getInt("status"), row.getBytes("answer")))
                .optional();
    }

    void end(UserId user, byte[] keyHash, int status, byte[] answer) {
        jdbc.sql("update portal.idempotent_request set status = ?, answer = ? where user_id = ? and key_hash = ?")
                .params(status, answer, user.value(), keyHash)
                .update();
    }

    /** The write failed on our side: it may be tried again. */
    void forget(UserId user, byte[] keyHash) {
        jdbc.sql("delete from portal.idempotent_request where user_id = ? and key_hash = ?")
                .params(user.value(), keyHash)
                .update();
    }

    @Scheduled(fixedDelayString = "1h", initialDelayString = "1h")
    void clear() {
        jdbc.sql("delete from portal.idempotent_request where started_at < ?")
                .param(Timestamp.from(clock.instant().minus(KEPT)))
                .update();
    }

    /** @param answer sealed; null while the write goes on, when status is 0 */
    record Entry(byte[] digest, int status, byte @Nullable [] answer) {}
}
