package dev.slipway.security;

import dev.slipway.kernel.InvalidField;
import dev.slipway.security.internal.AdminReach;
import dev.slipway.security.internal.TeamStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The teams, their members, and the rules by which things belong to them. */
@Service
public class Teams {

    private final Actors actors;
    private final TeamStore store;
    private final AdminReach reach;

    Teams(Actors actors, TeamStore store, AdminReach reach) {
        this.actors = actors;
        this.store = store;
        this.reach = reach;
    }

    /** Makes a team; who makes it is its first admin. */
    @Requires(Permission.MANAGE_TEAMS)
    @Transactional
    public TeamRow create(String name) {
        if (name.isBlank() || name.length() > 100) {
            throw new InvalidField("/name", "Give a team name of 1 to 100 characters.");
        }
        return store.create(actors.current(), name.trim());
    }

    /** The teams the caller is in, by name; all of them for an admin. */
    @Requires(Permission.SEE_OWN_ACCOUNT)
    @Transactional(readOnly = true)
    public List<TeamRow> mine() {
        var actor = actors.current();
        return store.all().stream()
                .filter(team -> actor.seesUnowned() || actor.roles().containsKey(team.id()))
                .toList();
    }

    /** By name, any case, or by id. @throws TeamNotFound if there is none the caller can see */
    @Requires(Permission.SEE_OWN_ACCOUNT)
    @Transactional(readOnly = true)
    public TeamRow find(String nameOrId) {
        return mine().stream()
                .filter(team -> team.name().equalsIgnoreCase(nameOrId)
                        || team.id().toString().equals(nameOrId))
                .findFirst()
                .orElseThrow(() -> new TeamNotFound(nameOrId));
    }

    /** Names for ids, for showing whose a thing is. Unknown ids are left out. */
    @Open("a team's name is no secret to the one who holds its id")
    @Transactional(readOnly = true)
    public Map<TeamId, String> names(Set<TeamId> ids) {
        return store.names(ids);
    }

    /** Who holds a role in a team, by display name: to say who can decide. */
    @Requires(Permission.READ)
    @Transactional(readOnly = true)
    public List<Member> members(TeamId team) {
        actors.current().require(Permission.READ, team, "The team");
        return store.members(team);
    }

    /** In the order in which they are tried. */
    @Requires(Permission.MANAGE_TEAMS)
    @Transactional(readOnly = true)
    public List<NameRule> rules() {
        return store.rules();
    }

    /** Adds a rule after the others. @param pattern a name with {@code *} for any characters */
    @Requires(Permission.MANAGE_TEAMS)
    @Transactional
    public List<NameRule> addRule(String pattern, TeamId team) {
        if (pattern.isBlank() || pattern.length() > 200) {
            throw new InvalidField("/pattern", "Give a pattern of 1 to 200 characters, such as fraud-*.");
        }
        reach.requireAdminOf(team, "this rule gives to");
        store.addRule(actors.current(), pattern.trim(), team);
        return store.rules();
    }

    @Requires(Permission.MANAGE_TEAMS)
    @Transactional
    public List<NameRule> removeRule(int position) {
        store.rules().stream()
                .filter(rule -> rule.position() == position)
                .forEach(rule -> reach.requireAdminOf(rule.team(), "the rule " + rule.pattern() + " gives to"));
        store.removeRule(actors.current(), position);
        return store.rules();
    }

    /** Sets by hand whose a thing is. @param kind {@code experiment} or {@code model}; @param team null: by tag and rule again */
    @Requires(Permission.MANAGE_TEAMS)
    @Transactional
    public void assign(String kind, String name, @Nullable TeamId team) {
        reach.requireAdminOfBoth(kind, name, team);
        store.assign(actors.current(), kind, name, Optional.ofNullable(team));
    }

    public record TeamRow(TeamId id, String name, int members) {}

    public record Member(UserId id, String username, String displayName, Set<Role> roles) {}

    public record NameRule(int position, String pattern, TeamId team) {}
}
