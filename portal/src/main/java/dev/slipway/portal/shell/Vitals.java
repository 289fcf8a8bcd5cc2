package dev.slipway.portal.shell;

import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.slipway.deployments.promotion.Promotions;
import dev.slipway.experiments.Freshness;
import dev.slipway.security.Permission;
import dev.slipway.security.Role;
import dev.slipway.security.Users;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the layout tells of the whole. A part that cannot answer leaves its place as it was: the layout must stand. The
 * others are not asked right after it, so that a page does not wait for each of them.
 */
final class Vitals {

    private static final Logger log = LoggerFactory.getLogger(Vitals.class);

    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    private final Freshness freshness;
    private final Promotions promotions;
    private final Users users;
    private final Places places;
    private long pauseBegan = System.nanoTime() - PAUSE_NANOS;

    Vitals(Freshness freshness, Promotions promotions, Users users, Places places) {
        this.freshness = freshness;
        this.promotions = promotions;
        this.users = users;
        this.places = places;
    }

    Optional<Freshness.State> freshness() {
        return answer(freshness::state);
    }

    Optional<Long> waitingForMe() {
        return places.may(Permission.READ) ? answer(promotions::waitingForMe) : Optional.empty();
    }

    /** By the session's user name alone when the database does not answer. */
    Me whoAmI(AuthenticationContext signedIn) {
        var username = signedIn.getPrincipalName().orElse("");
        return answer(users::me).map(Vitals::me).orElseGet(() -> new Me(username, username, List.of()));
    }

    private static Me me(Users.UserRow user) {
        var roles = user.memberships().stream()
                .map(Users.Membership::role)
                .distinct()
                .sorted()
                .toList();
        return new Me(user.username(), user.displayName(), roles);
    }

    private <T> Optional<T> answer(Supplier<T> question) {
        if (System.nanoTime() - pauseBegan < PAUSE_NANOS) {
            return Optional.empty();
        }
        try {
            return Optional.of(question.get());
        } catch (RuntimeException e) {
            pauseBegan = System.nanoTime();
            log.debug("shell.part-not-answering reason={}", e.toString());
            return Optional.empty();
        }
    }

    record Me(String username, String displayName, List<Role> roles) {}
}
