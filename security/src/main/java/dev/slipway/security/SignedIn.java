package dev.slipway.security;

import java.io.Serializable;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * What a session or a request remembers of who signed in. What that person may do is looked up anew each time, so that a
 * role taken away or an account disabled takes effect at once.
 *
 * @param epoch of the account when it signed in; signing out everywhere raises the account's
 * @param token the token that authenticated, null for a session
 */
public record SignedIn(
        UserId userId, String username, int epoch, @Nullable TokenId token, Set<Scope> scopes)
        implements AuthenticatedPrincipal, Serializable {

    public SignedIn {
        scopes = Set.copyOf(scopes);
    }

    @Override
    public String getName() {
        return username;
    }
}
