package dev.slipway.security.internal;

import dev.slipway.kernel.Problem;
import dev.slipway.security.Actor;
import dev.slipway.security.AlreadyThere;
import dev.slipway.security.AuditEvent;
import dev.slipway.security.Ownership;
import dev.slipway.security.OwnershipChanged;
import dev.slipway.security.Role;
import dev.slipway.security.RoleGrant;
import dev.slipway.security.TeamId;
import dev.slipway.security.TeamNotFound;
import dev.slipway.security.Teams.Member;
import dev.slipway.security.Teams.NameRule;
import dev.slipway.security.Teams.TeamRow;
import dev.slipway.security.UserId;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows behind {@code Teams} and {@code Ownership}. */
@Component
public class TeamStore {

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Accounts accounts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    TeamStore(JdbcClient jdbc, AuditLog audit, Accounts accounts, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.accounts = accounts;
        this.events = events;
        this.clock = clock;
    }

    public TeamRow create(Actor actor, String name) {
        var id = TeamId.random();
        insert(id, name);
        if (!actor.isSystem()) {
            grant(actor.id(), new RoleGrant(id, Role.ADMIN));
        }
        audit.write(actor, new AuditEvent("team.created", "team/" + id, id, Map.of(), Map.of("name", name)));
        events.publishEvent(new OwnershipChanged());
        return new TeamRow(id, name, actor.isSystem() ? 0 : 1);
    }

    private void insert(TeamId id, String name) {
        try {
            jdbc.sql("insert into security.team (id, name, created_at) values (?, ?, ?)")
                    .params(id.value(), name, Timestamp.from(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new AlreadyThere("team", name);
        }
    }

    private void grant(UserId user, RoleGrant grant) {
        jdbc.sql("insert into security.membership (user_id, team_id, role) values (?, ?, ?) on conflict do nothing")
                .params(user.value(), grant.team().value(), grant.role().name())
                .update();
        accounts.forget(user);
    }

    public List<TeamRow> all() {
        return jdbc.sql("""
                select t.id, t.name, (select count(distinct user_id) from security.membership m where m.team_id = t.id) members
                from security.team t order by lower(t.name)
                """)
                .query((row, n) -> new TeamRow(
                        new TeamId(row.getObject("id", UUID.class)), row.getString("name"), row.getInt("members")))
                .list();
    }

    public Map<TeamId, String> names(Set<TeamId> ids) {
        return jdbc
                .sql("select id, name from security.team where id = any (?)")
                .param(ids.stream().map(TeamId::value).toArray(UUID[]::new))
                .query((row, n) -> Map.entry(new TeamId(row.getObject("id", UUID.class)), row.getString("name")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public List<Member> members(TeamId team) {
        return jdbc.sql("""
                select u.id, u.username, u.display_name, array_agg(m.role) roles
                from security.membership m join security.app_user u on u.id = m.user_id
                where m.team_id = ? and not u.disabled group by u.id order by u.display_name
                """)
                .param(team.value())
                .query((row, n) -> new Member(
                        new UserId(row.getObject("id", UUID.class)),
                        row.getString("username"),
                        row.getString("display_name"),
                        Arrays.stream((String[]) row.getArray("roles").getArray())
                                .map(Role::valueOf)
                                .collect(Collectors.toUnmodifiableSet())))
                .list();
    }

    public List<NameRule> rules() {
        return jdbc.sql("select position, pattern, team_id from security.name_rule order by position")
                .query((row, n) -> new NameRule(
                        row.getInt("position"),
                        row.getString("pattern"),
                        new TeamId(row.getObject("team_id", UUID.class))))
                .list();
    }

    public void addRule(Actor actor, String pattern, TeamId team) {
        try {
            jdbc.sql("""
                    insert into security.name_rule (id, position, pattern, team_id)
                    select ?, coalesce(max(position), 0) + 1, ?, ? from security.name_rule
                    """).params(UUID.randomUUID(), pattern, team.value()).update();
        } catch (DataIntegrityViolationException e) {
            throw new TeamNotFound(team.toString());
        }
        audit.write(
                actor, new AuditEvent("team.rule_added", "team/" + team, team, Map.of(), Map.of("pattern", pattern)));
        events.publishEvent(new OwnershipChanged());
    }

    /** @throws RuleNotFound if there is none at this position */
    public void removeRule(Actor actor, int position) {
        var rule = jdbc.sql("delete from security.name_rule where position = ? returning pattern, team_id")
                .param(position)
                .query((row, n) -> new NameRule(
                        position, row.getString("pattern"), new TeamId(row.getObject("team_id", UUID.class))))
                .optional()
                .orElseThrow(() -> new RuleNotFound(position));
        audit.write(
                actor,
                new AuditEvent(
                        "team.rule_removed",
                        "team/" + rule.team(),
                        rule.team(),
                        Map.of("pattern", rule.pattern()),
                        Map.of()));
        events.publishEvent(new OwnershipChanged());
    }

    public void assign(Actor actor, String kind, String name, Optional<TeamId> team) {
        jdbc.sql("delete from security.assignment where kind = ? and name = ?")
                .params(kind, name)
                .update();
        team.ifPresent(id -> jdbc.sql("insert into security.assignment (kind, name, team_id) values (?, ?, ?)")
                .params(kind, name, id.value())
                .update());
        var after =
                team.<Map<String, ?>>map(id -> Map.of("team", id.toString())).orElse(Map.of());
        audit.write(actor, new AuditEvent(kind + ".assigned", kind + "/" + name, team.orElse(null), Map.of(), after));
        events.publishEvent(new OwnershipChanged());
    }

    public Ownership.Rules ownership() {
        var teams = all().stream()
                .collect(Collectors.toMap(team -> team.name().toLowerCase(java.util.Locale.ROOT), TeamRow::id));
        var assigned = jdbc
                .sql("select kind, name, team_id from security.assignment")
                .query((row, n) -> Map.entry(
                        row.getString("kind") + "/" + row.getString("name"),
                        new TeamId(row.getObject("team_id", UUID.class))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new OwnershipRules(assigned, teams, rules());
    }

    static final class RuleNotFound extends Problem {

        private static final long serialVersionUID = 1L;

        RuleNotFound(int position) {
            super(
                    Kind.NOT_FOUND,
                    "rule_not_found",
                    "There is no rule at position " + position + ". GET /api/v1/teams/rules lists them.");
        }
    }
}
