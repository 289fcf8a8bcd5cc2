package dev.slipway.security.internal;

import dev.slipway.security.Audit.Verification;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The hash chain over the audit log. An entry's hash is SHA-256 over the canonical JSON of its position, the hash before
 * it and all its columns, so that a changed byte anywhere breaks the chain at that entry.
 *
 * <p>Entries queue in {@code audit_unsealed} from the transaction that wrote them; whatever has committed is sealed on the
 * next tick, so a late commit is never passed over. One sealer works at a time, by an advisory lock.
 */
@Component
public class AuditChain {

    private static final long LOCK = 0x51_1b_a7_a0L;
    private static final int BATCH = 1000;
    private static final byte[] GENESIS = new byte[32];

    private static final String ENTRY =
            "e.id, e.at, e.actor_id, e.actor, e.token_id, e.action, e.object, e.team_id, e.before, e.after";

    private final JdbcClient jdbc;

    AuditChain(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Seals what has committed, at most {@value #BATCH} entries. */
    @Scheduled(fixedDelay = 300)
    @Transactional
    public void tick() {
        if (!jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single()) {
            return;
        }
        var waiting = waiting();
        if (!waiting.isEmpty()) {
            seal(waiting);
        }
    }

    private List<Entry> waiting() {
        return jdbc.sql("select " + ENTRY + """
                 from security.audit_unsealed u join security.audit_entry e on e.id = u.entry_id
                order by u.at, u.entry_id limit ?
                """).param(BATCH).query(Entry::of).list();
    }

    private void seal(List<Entry> entries) {
        var head = jdbc.sql("select seq, hash from security.audit_seal order by seq desc limit 1")
                .query((row, n) -> new Link(row.getLong("seq"), row.getBytes("hash")))
                .optional()
                .orElse(new Link(0, GENESIS));
        for (var entry : entries) {
            var next = head.followedBy(entry);
            jdbc.sql("insert into security.audit_seal (seq, entry_id, prev_hash, hash) values (?, ?, ?, ?)")
                    .params(next.seq(), entry.id(), head.hash(), next.hash())
                    .update();
            jdbc.sql("delete from security.audit_unsealed where entry_id = ?")
                    .param(entry.id())
                    .update();
            head = next;
        }
    }

    /**
     * Walks the chain from its first link, never holding all of it. An entry that nobody queued and nobody sealed counts as
     * bad, after the last. The caller's transaction sees one moment.
     */
    public Verification verify() {
        var walk = new Walk();
        jdbc.sql("select s.seq, s.entry_id, s.prev_hash, s.hash, " + ENTRY + """
                 from security.audit_seal s left join security.audit_entry e on e.id = s.entry_id order by s.seq
                """)
                .withFetchSize(BATCH)
                .query(walk::step);
        var entries = count("select count(*) from security.audit_entry");
        var queued = count("""
                select count(*) from security.audit_unsealed u join security.audit_entry e on e.id = u.entry_id
                where not exists (select 1 from security.audit_seal s where s.entry_id = e.id)""");
        var unsealed = count("""
                select count(*) from security.audit_entry e
                where not exists (select 1 from security.audit_seal s where s.entry_id = e.id)""");
        var bad = walk.firstBad == null && unsealed > queued ? Long.valueOf(walk.head.seq() + 1) : walk.firstBad;
        return new Verification(bad == null, entries, unsealed, bad);
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    /** The state of a verification; stays at the first break. */
    private static final class Walk {

        private Link head = new Link(0, GENESIS);
        private @Nullable Long firstBad;

        void step(ResultSet row) throws SQLException {
            if (firstBad != null) {
                return;
            }
            var found = new Link(row.getLong("seq"), row.getBytes("hash"));
            if (!follows(row, found)) {
                firstBad = head.seq() + 1;
            }
            head = found;
        }

        private boolean follows(ResultSet row, Link found) throws SQLException {
            if (row.getObject("id") == null || !MessageDigest.isEqual(row.getBytes("prev_hash"), head.hash())) {
                return false;
            }
            var expected = head.followedBy(Entry.of(row, 0));
            return expected.seq() == found.seq() && MessageDigest.isEqual(expected.hash(), found.hash());
        }
    }

    private record Link(long seq, byte[] hash) {

        Link followedBy(Entry entry) {
            var text = CanonicalJson.of(
                    seq + 1,
                    HexFormat.of().formatHex(hash),
                    entry.id,
                    entry.at,
                    entry.actorId,
                    entry.actor,
                    entry.tokenId,
                    entry.action,
                    entry.object,
                    entry.teamId,
                    entry.before,
                    entry.after);
            return new Link(seq + 1, Secrets.sha256(text));
        }
    }

    private record Entry(
            UUID id,
            String at,
            String actorId,
            String actor,
            String tokenId,
            String action,
            String object,
            String teamId,
            String before,
            String after) {

        static Entry of(ResultSet row, int number) throws SQLException {
            return new Entry(
                    row.getObject("id", UUID.class),
                    row.getTimestamp("at").toInstant().toString(),
                    row.getString("actor_id"),
                    row.getString("actor"),
                    String.valueOf(row.getString("token_id")),
                    row.getString("action"),
                    row.getString("object"),
                    String.valueOf(row.getString("team_id")),
                    row.getString("before"),
                    row.getString("after"));
        }
    }
}
