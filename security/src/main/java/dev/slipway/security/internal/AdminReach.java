package dev.slipway.security.internal;

import dev.slipway.security.Actors;
import dev.slipway.security.Forbidden;
import dev.slipway.security.Permission;
import dev.slipway.security.TeamId;
import dev.slipway.security.UserId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far an admin reaches: an admin of one team is none of another. */
@Component
public class AdminReach {

    private final Actors actors;
    private final UserStore users;
    private final TeamStore teams;

    AdminReach(Actors actors, UserStore users, TeamStore teams) {
        this.actors = actors;
        this.users = users;
        this.teams = teams;
    }

    /**
     * An account is one for all its teams, so that who changes it administers each of them.
     *
     * @throws Forbidden with a team where the caller does not
     */
    public void requireAdminOfAll(UserId id) {
        var actor = actors.current();
        var user = users.get(id);
        user.memberships().stream()
                .filter(membership -> !actor.holds(Permission.MANAGE_USERS, membership.team()))
                .findFirst()
                .ifPresent(membership -> {
                    throw new Forbidden(
                            "not_your_team",
                            user.displayName() + " is also in the team " + membership.teamName()
                                    + ", which you do not administer. Ask an admin there.");
                });
    }

    /** Both the team that loses a thing and the one that gets it, where they are known. */
    public void requireAdminOfBoth(String kind, String name, @Nullable TeamId receiving) {
        var owning = teams.ownership().teamOf(kind, name, Map.of());
        owning.ifPresent(team -> requireAdminOf(team, "owns the " + kind + " " + name));
        Optional.ofNullable(receiving).ifPresent(team -> requireAdminOf(team, "would get it"));
    }

    /** @param does what it has to do with the matter, after "the team that" */
    public void requireAdminOf(TeamId team, String does) {
        if (!actors.current().holds(Permission.MANAGE_TEAMS, team)) {
            throw new Forbidden(
                    "not_your_team", "You do not administer the team that " + does + ". Ask an admin there.");
        }
    }
}
