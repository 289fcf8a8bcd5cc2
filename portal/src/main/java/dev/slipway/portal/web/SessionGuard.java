package dev.slipway.portal.web;

import dev.slipway.security.Actor;
import dev.slipway.security.Actors;
import dev.slipway.security.Permission;
import dev.slipway.security.SignedIn;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/**
 * What somebody who signed in may do at this moment, as authorities: {@code ROLE_} and the name of each permission held
 * in any team, which is what {@code @RolesAllowed} on a view asks for.
 */
@Component
class SessionGuard {

    private final Actors actors;

    SessionGuard(Actors actors) {
        this.actors = actors;
    }

    /** Empty when the account was disabled, or signed out everywhere since. */
    Optional<Authentication> admit(SignedIn signedIn) {
        return actors.find(signedIn)
                .map(actor -> UsernamePasswordAuthenticationToken.authenticated(signedIn, null, authorities(actor)));
    }

    private static List<GrantedAuthority> authorities(Actor actor) {
        return Arrays.stream(Permission.values())
                .filter(actor::holds)
                .<GrantedAuthority>map(permission -> new SimpleGrantedAuthority("ROLE_" + permission.name()))
                .toList();
    }
}
