package dev.slipway.serving.internal;

import dev.slipway.experiments.VersionRef;
import dev.slipway.serving.ParityReport;
import dev.slipway.serving.ParityState;
import dev.slipway.serving.internal.twin.ParityOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The parity of versions, by SQL. A row is PENDING until a check of the source it is about was finished. */
@Component
public class ParityStore {

    private static final double LIMIT = ParityOutcome.impossible("").limit();

    private static final String WAITING = "The twin was not compared yet. It is, within seconds of a registration.";

    /** Names a database session so that no later one has the same name, as PostgreSQL's log does. */
    private static final String SESSION = "extract(epoch from s.backend_start) || '/' || s.pid";

    private final JdbcClient jdbc;

    ParityStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param fingerprint of the source the report is about */
    public record Kept(String fingerprint, ParityReport report) {}

    /** A version to be checked, taken for a while. Only the latest attempt may finish. */
    record Claim(VersionRef version, String fingerprint, int attempt) {}

    public static ParityReport pending(VersionRef version) {
        return new ParityReport(version, ParityState.PENDING, 0, null, LIMIT, 0, WAITING, null);
    }

    public Optional<Kept> find(VersionRef version) {
        return jdbc.sql("select * from serving.parity where server_id = 1 and model = ? and version = ?")
                .params(version.model(), number(version))
                .query(ParityStore::kept)
                .optional();
    }

    public List<Kept> find(Collection<VersionRef> versions) {
        return jdbc.sql("""
                        select * from serving.parity
                        where server_id = 1 and (model, version) in (select * from unnest(?::text[], ?::int[]))
                        """)
                .param(versions.stream().map(VersionRef::model).toArray(String[]::new))
                .param(versions.stream().map(ParityStore::number).toArray(Integer[]::new))
                .query(ParityStore::kept)
                .list();
    }

    /** What each known version's report is about. */
    Map<VersionRef, String> fingerprints() {
        var found = new HashMap<VersionRef, String>();
        jdbc.sql("select model, version, fingerprint from serving.parity where server_id = 1")
                .query(row -> {
                    found.put(ref(row), row.getString("fingerprint"));
                });
        return found;
    }

    /** Makes the version PENDING, unless this source of it is known already. */
    void expect(VersionRef version, String fingerprint, Instant now) {
        jdbc.sql("""
                insert into serving.parity as p (server_id, model, version, fingerprint, state, sample_rows, max_difference,
                    allowed, label_flips, explanation, checked_at, attempts, next_attempt_at)
                values (1, ?, ?, ?, 'PENDING', 0, null, ?, 0, ?, null, 0, ?)
                on conflict (server_id, model, version) do update set fingerprint = excluded.fingerprint, state = 'PENDING',
                    sample_rows = 0, max_difference = null, allowed = excluded.allowed, label_flips = 0,
                    explanation = excluded.explanation, checked_at = null, attempts = 0, next_attempt_at = excluded.next_attempt_at,
                    claimed_by = null
                where p.fingerprint <> excluded.fingerprint
                """)
                .params(version.model(), number(version), fingerprint, LIMIT, WAITING, timestamp(now))
                .update();
    }

    /** Makes the version PENDING again that was found without a twin. */
    void reopen(VersionRef version, Instant now) {
        jdbc.sql("""
                update serving.parity set state = 'PENDING', explanation = ?, checked_at = null, attempts = 0,
                    next_attempt_at = ?, claimed_by = null
                where server_id = 1 and model = ? and version = ? and state = 'ABSENT'
                """)
                .params(WAITING, timestamp(now), version.model(), number(version))
                .update();
    }

    void remove(VersionRef version) {
        jdbc.sql("delete from serving.parity where server_id = 1 and model = ? and version = ?")
                .params(version.model(), number(version))
                .update();
    }

    /**
     * Takes the version that waits longest; until {@code until} nobody else gets it, unless the database session that took
     * it ends before, as it does when its process is killed.
     */
    Optional<Claim> claim(Instant now, Instant until) {
        return jdbc.sql("""
                        update serving.parity p set attempts = attempts + 1, next_attempt_at = ?,
                            claimed_by = (select %1$s from pg_stat_activity s where s.pid = pg_backend_pid())
                        from (select server_id, model, version from serving.parity c
                              where state = 'PENDING' and (next_attempt_at <= ? or claimed_by is not null
                                  and not exists (select from pg_stat_activity s where %1$s = c.claimed_by))
                              order by next_attempt_at, model, version limit 1 for update skip locked) due
                        where (p.server_id, p.model, p.version) = (due.server_id, due.model, due.version)
                        returning p.model, p.version, p.fingerprint, p.attempts
                        """.formatted(SESSION))
                .params(timestamp(until), timestamp(now))
                .query((row, number) -> new Claim(ref(row), row.getString("fingerprint"), row.getInt("attempts")))
                .optional();
    }

    /** @return false when the claim was lost: another attempt began, the source changed, the version vanished */
    boolean finish(Claim claim, ParityState state, ParityOutcome outcome, Instant now) {
        return jdbc.sql("""
                        update serving.parity set state = ?, sample_rows = ?, max_difference = ?, allowed = ?, label_flips = ?,
                            explanation = ?, checked_at = ?, claimed_by = null
                        where server_id = 1 and model = ? and version = ? and fingerprint = ? and attempts = ? and state = 'PENDING'
                        """)
                        .param(state.name())
                        .param(outcome.rows())
                        .param(outcome.maxDifference())
                        .param(outcome.limit())
                        .param(outcome.labelFlips())
                        .param(outcome.explanation())
                        .param(timestamp(now))
                        .params(claimed(claim))
                        .update()
                == 1;
    }

    /** Leaves it PENDING until later. */
    void postpone(Claim claim, String why, Instant until) {
        jdbc.sql("""
                update serving.parity set explanation = ?, next_attempt_at = ?, claimed_by = null
                where server_id = 1 and model = ? and version = ? and fingerprint = ? and attempts = ? and state = 'PENDING'
                """).param(why).param(timestamp(until)).params(claimed(claim)).update();
    }

    private static List<Object> claimed(Claim claim) {
        return List.of(claim.version().model(), number(claim.version()), claim.fingerprint(), claim.attempt());
    }

    private static Kept kept(ResultSet row, int number) throws SQLException {
        var difference = row.getDouble("max_difference");
        var known = !row.wasNull();
        var report = new ParityReport(
                ref(row),
                ParityState.valueOf(row.getString("state")),
                row.getInt("sample_rows"),
                known ? difference : null,
                row.getDouble("allowed"),
                row.getInt("label_flips"),
                row.getString("explanation"),
                instant(row.getObject("checked_at", OffsetDateTime.class)));
        return new Kept(row.getString("fingerprint"), report);
    }

    private static VersionRef ref(ResultSet row) throws SQLException {
        return new VersionRef(row.getString("model"), row.getString("version"));
    }

    private static Integer number(VersionRef version) {
        return Integer.valueOf(version.version());
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
