package dev.slipway.deployments.internal;

import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.Promotions.Filter;
import dev.slipway.security.Actor;
import dev.slipway.security.Permission;
import dev.slipway.security.TeamId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a filter asks for, within what the reader may see, as SQL on {@code p}. */
final class Conditions {

    /** A decision counts when it was made on the evidence that is shown now. */
    static final String COUNTS = "d.promotion_id = p.id and d.evidence_digest = p.evidence_digest";

    private static final String CAN_DECIDE = """
            p.state = 'PENDING' and p.requester_id <> :me
            and not exists (select from deployments.promotion_decision d where %1$s and d.user_id = :me)
            and exists (
                select from deployments.promotion_seat s
                join unnest(cast(:seat_teams as uuid[]), cast(:seat_roles as text[])) mine(team, role)
                    on mine.role = s.role and mine.team = p.team_id
                where s.promotion_id = p.id and s.seats > (
                    select count(*) from deployments.promotion_decision d
                    where %1$s and d.seat = s.role and d.verdict = 'APPROVE'))
            """.formatted(COUNTS);

    private final List<String> clauses = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    private Conditions() {}

    static Conditions readableBy(Actor reader) {
        var conditions = new Conditions();
        if (!reader.isSystem()) {
            conditions.clauses.add("(p.team_id = any (:teams) or (:unowned and p.team_id is null))");
            conditions.parameters.put("teams", ids(reader.teamsWith(Permission.READ)));
            conditions.parameters.put("unowned", reader.seesUnowned());
        }
        return conditions;
    }

    static Conditions of(Filter filter, Actor reader) {
        var conditions = readableBy(reader);
        if (filter.model() != null) {
            conditions.and("p.model = :model", "model", filter.model());
        }
        if (filter.version() != null) {
            conditions.and("p.version = :version", "version", filter.version());
        }
        if (!filter.states().isEmpty()) {
            conditions.and("p.state = any (:states)", "states", names(filter.states()));
        }
        if (filter.requestedByMe()) {
            conditions.and("p.requester_id = :me", "me", reader.id().value());
        }
        return filter.waitingForMe() ? conditions.waitingFor(reader) : conditions;
    }

    Conditions waitingFor(Actor reader) {
        var teams = new ArrayList<UUID>();
        var roles = new ArrayList<String>();
        for (var team : reader.teamsWith(Permission.DECIDE_PROMOTION)) {
            for (var role : reader.rolesIn(team)) {
                teams.add(team.value());
                roles.add(role.name());
            }
        }
        parameters.put("seat_teams", teams.toArray(UUID[]::new));
        parameters.put("seat_roles", roles.toArray(String[]::new));
        return and(CAN_DECIDE, "me", reader.id().value());
    }

    Conditions and(String clause, String name, Object value) {
        clauses.add(clause);
        parameters.put(name, value);
        return this;
    }

    String where() {
        return clauses.isEmpty() ? "" : " where " + String.join(" and ", clauses);
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    private static UUID[] ids(Collection<TeamId> teams) {
        return teams.stream().map(TeamId::value).toArray(UUID[]::new);
    }

    private static String[] names(Collection<PromotionState> states) {
        return states.stream().map(PromotionState::name).toArray(String[]::new);
    }
}
