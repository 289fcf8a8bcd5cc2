package dev.slipway.security;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who acts: a person at a screen, a person's token, or Slipway itself. What somebody may do is the union of the roles
 * per team, and for a token also within its scopes.
 *
 * @param token the token in use, or null for a signed-in session
 */
public record Actor(
        UserId id,
        String username,
        String displayName,
        @Nullable TokenId token,
        Set<Scope> scopes,
        Map<TeamId, Set<Role>> roles)
        implements Serializable {

    /** Slipway's own work: the indexer, the reconciler, the sealer. */
    public static final Actor SYSTEM =
            new Actor(new UserId(new UUID(0, 0)), "slipway", "Slipway", null, EnumSet.allOf(Scope.class), Map.of());

    public Actor {
        scopes = Set.copyOf(scopes);
        roles = Map.copyOf(roles);
    }

    public boolean isSystem() {
        return id.equals(SYSTEM.id);
    }

    /** Whether any of the teams grants it, and the token's scopes allow it. */
    public boolean holds(Permission permission) {
        return isSystem()
                || (scopes.contains(permission.scope())
                        && (permission.isOwn()
                                || roles.values().stream()
                                        .flatMap(Set::stream)
                                        .anyMatch(role -> role.grants(permission))));
    }

    /** Whether it holds for things of this team; {@code null} is what no team owns, which only admins see. */
    public boolean holds(Permission permission, @Nullable TeamId team) {
        if (team == null) {
            return holds(permission) && holds(Permission.SEE_UNOWNED);
        }
        return isSystem()
                || (scopes.contains(permission.scope())
                        && roles.getOrDefault(team, Set.of()).stream().anyMatch(role -> role.grants(permission)));
    }

    public Set<TeamId> teamsWith(Permission permission) {
        return roles.keySet().stream().filter(team -> holds(permission, team)).collect(Collectors.toUnmodifiableSet());
    }

    /** As {@link #require(Permission, TeamId, String)} for what belongs to no team in particular. */
    public void require(Permission permission) {
        if (holds(permission)) {
            return;
        }
        throw scopes.contains(permission.scope()) ? Forbidden.lacks(permission) : Forbidden.scope(permission.scope());
    }

    /** Whether everything is visible, whoever owns it or not. */
    public boolean seesUnowned() {
        return isSystem() || holds(Permission.SEE_UNOWNED);
    }

    public Set<Role> rolesIn(@Nullable TeamId team) {
        return team == null ? Set.of() : roles.getOrDefault(team, Set.of());
    }

    /**
     * Passes when the permission holds for the team.
     *
     * @param what the thing concerned as a sentence's subject, such as {@code "Model employment"}
     * @throws Forbidden with the missing scope, the missing permission, or the other team
     */
    public void require(Permission permission, @Nullable TeamId team, String what) {
        if (holds(permission, team)) {
            return;
        }
        if (!isSystem() && !scopes.contains(permission.scope())) {
            throw Forbidden.scope(permission.scope());
        }
        throw holds(permission) ? Forbidden.notYourTeam(what) : Forbidden.lacks(permission);
    }
}
