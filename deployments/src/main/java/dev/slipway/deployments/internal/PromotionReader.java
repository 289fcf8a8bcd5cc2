package dev.slipway.deployments.internal;

import dev.slipway.deployments.internal.policy.EvidenceDigest;
import dev.slipway.deployments.promotion.PromotionId;
import dev.slipway.deployments.promotion.PromotionNotFound;
import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.Promotions.Decision.Verdict;
import dev.slipway.deployments.promotion.Promotions.DecisionRow;
import dev.slipway.deployments.promotion.Promotions.Filter;
import dev.slipway.deployments.promotion.Promotions.Happening;
import dev.slipway.deployments.promotion.Promotions.HistoryRow;
import dev.slipway.deployments.promotion.Promotions.PromotionDetails;
import dev.slipway.deployments.promotion.Promotions.PromotionEvidence;
import dev.slipway.deployments.promotion.Promotions.PromotionRow;
import dev.slipway.deployments.promotion.Promotions.Seat;
import dev.slipway.experiments.VersionRef;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.PageQuery;
import dev.slipway.security.Actor;
import dev.slipway.security.Permission;
import dev.slipway.security.Role;
import dev.slipway.security.TeamId;
import dev.slipway.security.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Promotions for those who read them, by SQL: a constant number of statements for a page or a promotion. */
@Component
public class PromotionReader {

    private static final String ROWS = """
            select p.*, (select count(*) from deployments.promotion_decision d where %s and d.verdict = 'APPROVE') approvals
            from deployments.promotion p""".formatted(Conditions.COUNTS);

    private final JdbcClient jdbc;

    PromotionReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Page<PromotionRow> find(Filter filter, PageQuery page, Actor reader) {
        var conditions = Conditions.of(filter, reader);
        var parameters = new HashMap<>(conditions.parameters());
        parameters.put("limit", page.limit());
        parameters.put("offset", page.offset());
        var rows = jdbc.sql(
                        ROWS + conditions.where() + " order by p.requested_at desc, p.id limit :limit offset :offset")
                .params(parameters)
                .query((row, n) -> row(row))
                .list();
        return new Page<>(rows, count(conditions));
    }

    public long waitingFor(Actor reader) {
        return count(Conditions.readableBy(reader).waitingFor(reader));
    }

    private long count(Conditions conditions) {
        return jdbc.sql("select count(*) from deployments.promotion p" + conditions.where())
                .params(conditions.parameters())
                .query(Long.class)
                .single();
    }

    /** @throws PromotionNotFound if there is none */
    public PromotionDetails get(PromotionId id, Actor reader) {
        var stored = jdbc.sql(ROWS + " where p.id = ?")
                .param(id.value())
                .query((row, n) -> details(row))
                .optional()
                .orElseThrow(() -> new PromotionNotFound(id));
        var row = stored.row();
        reader.require(Permission.READ, row.team(), "Model " + row.version().model());
        return new PromotionDetails(
                row,
                stored.policyVersion(),
                stored.gates(),
                seats(id),
                decisions(id),
                stored.evidenceDigest(),
                stored.replaces(),
                stored.stateReason(),
                stored.expiresAt(),
                stored.rollbackOf(),
                history(id));
    }

    /** @throws PromotionNotFound if there is none */
    public PromotionEvidence evidence(PromotionId id, Actor reader) {
        var promotion = get(id, reader);
        return jdbc.sql("""
                select p.source, p.evidence, v.yaml from deployments.promotion p
                left join deployments.policy_version v on v.name || '/' || v.version = p.policy_version where p.id = ?
                """)
                .param(id.value())
                .query((row, n) -> evidence(promotion, row))
                .single();
    }

    private static PromotionEvidence evidence(PromotionDetails promotion, ResultSet row) throws SQLException {
        var source = row.getString("source");
        var seen = row.getString("evidence");
        return new PromotionEvidence(
                promotion,
                source,
                row.getString("yaml"),
                seen == null ? null : SeenColumn.read(seen),
                EvidenceDigest.text(promotion.row().version(), source, promotion.policyVersion(), promotion.gates()));
    }

    private List<Seat> seats(PromotionId id) {
        return jdbc.sql("select role, seats from deployments.promotion_seat where promotion_id = ? order by position")
                .param(id.value())
                .query((row, n) -> new Seat(Role.valueOf(row.getString("role")), row.getInt("seats")))
                .list();
    }

    private List<DecisionRow> decisions(PromotionId id) {
        return jdbc.sql("select * from deployments.promotion_decision where promotion_id = ? order by position")
                .param(id.value())
                .query((row, n) -> new DecisionRow(
                        new UserId(row.getObject("user_id", UUID.class)),
                        row.getString("user_name"),
                        Role.valueOf(row.getString("seat")),
                        Verdict.valueOf(row.getString("verdict")),
                        row.getString("comment"),
                        time(row, "at"),
                        row.getString("evidence_digest")))
                .list();
    }

    private List<HistoryRow> history(PromotionId id) {
        return jdbc.sql("select * from deployments.promotion_history where promotion_id = ? order by position")
                .param(id.value())
                .query((row, n) -> new HistoryRow(
                        PromotionState.valueOf(row.getString("state")),
                        row.getString("actor_name"),
                        comment(row),
                        time(row, "at")))
                .list();
    }

    /** Newest first; Slipway's own steps in between are left out. */
    public List<Happening> happenings(Instant since, int limit, Actor reader) {
        var conditions = Conditions.readableBy(reader)
                .and("h.at >= :since", "since", Timestamp.from(since))
                .and("h.kind <> 'EXECUTING' and p.id = h.promotion_id", "limit", limit);
        return jdbc.sql(
                        "select h.*, p.model, p.version, p.target_stage from deployments.promotion p, deployments.promotion_history h"
                                + conditions.where() + " order by h.at desc, h.position desc limit :limit")
                .params(conditions.parameters())
                .query((row, n) -> happening(row))
                .list();
    }

    /** Oldest first. */
    List<Happening> happenings(VersionRef version) {
        return jdbc.sql("""
                select h.*, p.model, p.version, p.target_stage from deployments.promotion p
                join deployments.promotion_history h on h.promotion_id = p.id
                where p.model = ? and p.version = ? and h.kind <> 'EXECUTING' order by h.at, h.position
                """)
                .params(version.model(), version.version())
                .query((row, n) -> happening(row))
                .list();
    }

    private static Happening happening(ResultSet row) throws SQLException {
        var version = new VersionRef(row.getString("model"), row.getString("version"));
        var kind = Happened.valueOf(row.getString("kind"));
        var actor = row.getString("actor_name");
        var sentence = kind.tell(actor, version.toString(), row.getString("target_stage"), row.getString("comment"));
        return new Happening(
                time(row, "at"),
                kind.name().toLowerCase(Locale.ROOT),
                sentence,
                actor,
                version,
                new PromotionId(row.getObject("promotion_id", UUID.class)));
    }

    private static PromotionRow row(ResultSet row) throws SQLException {
        return new PromotionRow(
                new PromotionId(row.getObject("id", UUID.class)),
                new VersionRef(row.getString("model"), row.getString("version")),
                team(row),
                row.getString("target_stage"),
                PromotionState.valueOf(row.getString("state")),
                row.getString("reason"),
                new UserId(row.getObject("requester_id", UUID.class)),
                row.getString("requester_name"),
                time(row, "requested_at"),
                time(row, "changed_at"),
                row.getInt("gates_passed"),
                row.getInt("gate_count"),
                row.getInt("approvals"),
                row.getInt("approvals_needed"),
                row.getString("replaces"),
                row.getObject("rollback_of") != null);
    }

    private static PromotionDetails details(ResultSet row) throws SQLException {
        var rollbackOf = row.getObject("rollback_of", UUID.class);
        return new PromotionDetails(
                row(row),
                row.getString("policy_version"),
                GateColumn.read(row.getString("gates")),
                List.of(),
                List.of(),
                row.getString("evidence_digest"),
                row.getString("replaces"),
                row.getString("state_reason"),
                optionalTime(row, "expires_at"),
                rollbackOf == null ? null : new PromotionId(rollbackOf),
                List.of());
    }

    private static @Nullable TeamId team(ResultSet row) throws SQLException {
        var team = row.getObject("team_id", UUID.class);
        return team == null ? null : new TeamId(team);
    }

    private static @Nullable String comment(ResultSet row) throws SQLException {
        var comment = row.getString("comment");
        return comment.isBlank() ? null : comment;
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getTimestamp(column)).toInstant();
    }

    private static @Nullable Instant optionalTime(ResultSet row, String column) throws SQLException {
        var stamp = row.getTimestamp(column);
        return stamp == null ? null : stamp.toInstant();
    }
}
