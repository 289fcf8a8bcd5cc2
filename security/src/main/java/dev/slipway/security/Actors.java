package dev.slipway.security;

import dev.slipway.security.internal.Account;
import dev.slipway.security.internal.Accounts;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Service;

/** Who is acting on this thread. */
@Service
public class Actors {

    private static final Authentication SYSTEM =
            UsernamePasswordAuthenticationToken.authenticated(Actor.SYSTEM, null, List.of());

    private final Accounts accounts;

    Actors(Accounts accounts) {
        this.accounts = accounts;
    }

    /** @throws NotSignedIn when nobody is, or when the account was disabled or signed out everywhere */
    @Open("tells the caller who the caller is")
    public Actor current() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return switch (authentication == null ? null : authentication.getPrincipal()) {
            case Actor actor -> actor;
            case SignedIn signedIn -> actor(signedIn);
            case null, default ->
                throw new NotSignedIn("Nobody is signed in. Sign in, or send a token as Authorization: Bearer slp_...");
        };
    }

    /** Who a session or token stands for and what that person may do now; empty when it is good no more. */
    @Open("asked for each request, before anything else")
    public Optional<Actor> find(SignedIn signedIn) {
        return accounts.find(signedIn.userId())
                .filter(account -> account.admits(signedIn))
                .map(account -> actor(account, signedIn));
    }

    /** Whether a session is still good: the account is there, enabled, and was not signed out everywhere. */
    @Open("asked for each request of a session, before anything else")
    public boolean isValid(SignedIn signedIn) {
        return find(signedIn).isPresent();
    }

    /** Does work as Slipway itself: only from background threads, never on behalf of a person. */
    @Open("called by Slipway's own background work only")
    public <T> T asSystem(Supplier<T> work) {
        return with(SYSTEM, work);
    }

    /** Does work as somebody who just signed in, outside of a request. */
    @Open("what a sign-in answered is the right")
    public <T> T as(SignedIn signedIn, Supplier<T> work) {
        return with(UsernamePasswordAuthenticationToken.authenticated(signedIn, null, List.of()), work);
    }

    private static <T> T with(Authentication authentication, Supplier<T> work) {
        var before = SecurityContextHolder.getContext();
        SecurityContextHolder.setContext(new SecurityContextImpl(authentication));
        try {
            return work.get();
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }

    private Actor actor(SignedIn signedIn) {
        return find(signedIn)
                .orElseThrow(
                        () -> new NotSignedIn("The account was disabled or signed out everywhere. Sign in again."));
    }

    private static Actor actor(Account account, SignedIn signedIn) {
        return new Actor(
                account.id(),
                account.username(),
                account.displayName(),
                signedIn.token(),
                signedIn.scopes(),
                account.roles());
    }
}
