package dev.slipway.security.internal;

import dev.slipway.kernel.Page;
import dev.slipway.kernel.PageQuery;
import dev.slipway.security.Actor;
import dev.slipway.security.Audit.AuditEntry;
import dev.slipway.security.Audit.AuditFilter;
import dev.slipway.security.AuditEvent;
import dev.slipway.security.Permission;
import dev.slipway.security.TeamId;
import dev.slipway.security.TokenId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The entries: written in the caller's transaction, read a page at a time. */
@Component
public class AuditLog {

    private final JdbcClient jdbc;
    private final Clock clock;

    AuditLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void write(Actor actor, AuditEvent event) {
        var id = UUID.randomUUID();
        var at = Timestamp.from(clock.instant().truncatedTo(ChronoUnit.MICROS));
        jdbc.sql("""
                insert into security.audit_entry (id, at, actor_id, actor, token_id, action, object, team_id, before, after)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .param(id)
                .param(at)
                .param(actor.id().value())
                .param(actor.username())
                .param(value(actor.token()))
                .param(event.action())
                .param(event.object())
                .param(value(event.team()))
                .param(CanonicalJson.of(event.before()))
                .param(CanonicalJson.of(event.after()))
                .update();
        jdbc.sql("insert into security.audit_unsealed (entry_id, at) values (?, ?)")
                .params(id, at)
                .update();
    }

    public Page<AuditEntry> find(Actor reader, AuditFilter filter, PageQuery page) {
        var condition = new Condition(reader, filter);
        var total = jdbc.sql("select count(*) from security.audit_entry e" + condition.sql)
                .params(condition.parameters)
                .query(Long.class)
                .single();
        var parameters = new ArrayList<>(condition.parameters);
        parameters.add(page.limit());
        parameters.add(page.offset());
        var entries = jdbc.sql("""
                select e.*, s.seq, s.hash from security.audit_entry e left join security.audit_seal s on s.entry_id = e.id
                """ + condition.sql + " order by e.at desc, e.id limit ? offset ?")
                .params(parameters)
                .query(AuditLog::entry)
                .list();
        return new Page<>(entries, total);
    }

    private static AuditEntry entry(ResultSet row, int number) throws SQLException {
        var seq = row.getObject("seq", Long.class);
        var token = row.getObject("token_id", UUID.class);
        var hash = row.getBytes("hash");
        return new AuditEntry(
                seq,
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                token == null ? null : new TokenId(token),
                row.getString("action"),
                row.getString("object"),
                row.getString("before"),
                row.getString("after"),
                hash == null ? null : HexFormat.of().formatHex(hash));
    }

    private static @Nullable UUID value(@Nullable TokenId id) {
        return id == null ? null : id.value();
    }

    private static @Nullable UUID value(@Nullable TeamId id) {
        return id == null ? null : id.value();
    }

    /** What the filter asks for, within what the reader may see. */
    private static final class Condition {

        private final String sql;
        private final List<Object> parameters = new ArrayList<>();

        Condition(Actor reader, AuditFilter filter) {
            var clauses = new ArrayList<String>();
            if (!reader.seesUnowned()) {
                clauses.add("(e.team_id = any (?) or e.actor_id = ?)");
                parameters.add(reader.teamsWith(Permission.READ_AUDIT).stream()
                        .map(TeamId::value)
                        .toArray(UUID[]::new));
                parameters.add(reader.id().value());
            }
            if (filter.actor() != null) {
                clauses.add("e.actor = ?");
                parameters.add(filter.actor());
            }
            if (filter.object() != null) {
                clauses.add("(e.object = ? or starts_with(e.object, ?))");
                parameters.add(filter.object());
                parameters.add(filter.object().endsWith("/") ? filter.object() : filter.object() + "/");
            }
            if (filter.from() != null) {
                clauses.add("e.at >= ?");
                parameters.add(Timestamp.from(filter.from()));
            }
            if (filter.to() != null) {
                clauses.add("e.at < ?");
                parameters.add(Timestamp.from(filter.to()));
            }
            sql = clauses.isEmpty() ? "" : " where " + String.join(" and ", clauses);
        }
    }
}
