package dev.slipway.security.test;

import dev.slipway.security.Actor;
import dev.slipway.security.Role;
import dev.slipway.security.Scope;
import dev.slipway.security.TeamId;
import dev.slipway.security.TokenId;
import dev.slipway.security.UserId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/** Calls services as somebody: {@code as(a(Role.VIEWER, team), () -> runs.get(id))}. */
public final class ActingAs {

    private ActingAs() {}

    /** Somebody new who holds one role in one team. */
    public static Actor a(Role role, TeamId team) {
        return actor(role.name().toLowerCase(Locale.ROOT), Map.of(team, Set.of(role)));
    }

    /** Somebody new who is signed in and in no team. */
    public static Actor anOutsider() {
        return actor("outsider", Map.of());
    }

    public static Actor actor(String username, Map<TeamId, Set<Role>> roles) {
        return new Actor(UserId.random(), username, username, null, EnumSet.allOf(Scope.class), roles);
    }

    /** The same person by a token with these scopes. */
    public static Actor byToken(Actor actor, Scope... scopes) {
        return new Actor(
                actor.id(), actor.username(), actor.displayName(), TokenId.random(), Set.of(scopes), actor.roles());
    }

    /** @param principal an {@code Actor}, or a {@code SignedIn} whose roles are looked up */
    public static <T> T as(Object principal, Supplier<T> work) {
        var before = SecurityContextHolder.getContext();
        SecurityContextHolder.setContext(
                new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(principal, null, List.of())));
        try {
            return work.get();
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }

    public static void doAs(Object principal, Runnable work) {
        as(principal, () -> {
            work.run();
            return true;
        });
    }
}
