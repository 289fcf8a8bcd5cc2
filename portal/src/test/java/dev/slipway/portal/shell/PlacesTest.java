package dev.slipway.portal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.slipway.portal.shell.Places.Group;
import dev.slipway.portal.shell.Places.Place;
import dev.slipway.security.Permission;
import dev.slipway.security.Role;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

class PlacesTest {

    private final Places places = new Places(new AuthenticationContext());

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void showsAViewerWhatCanBeRead() {
        signIn(Role.VIEWER.permissions());

        assertThat(places.open())
                .containsExactly(
                        Place.HOME, Place.EXPERIMENTS, Place.MODELS, Place.PROMOTIONS, Place.AUDIT, Place.POLICIES);
    }

    @Test
    void showsAnAdminThePeople() {
        signIn(Role.ADMIN.permissions());

        assertThat(places.open(Group.SETTINGS)).containsExactly(Place.PEOPLE, Place.POLICIES);
    }

    @Test
    void leavesWhoHoldsNoRoleAtHome() {
        signIn(List.of(Permission.SEE_OWN_ACCOUNT));

        assertThat(places.open()).containsExactly(Place.HOME);
    }

    private static void signIn(Collection<Permission> permissions) {
        var authorities = permissions.stream()
                .map(permission -> new SimpleGrantedAuthority("ROLE_" + permission))
                .toList();
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated("ada", null, authorities));
    }
}
