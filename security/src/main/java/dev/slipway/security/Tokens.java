package dev.slipway.security;

import dev.slipway.security.internal.AdminReach;
import dev.slipway.security.internal.TokenStore;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** API tokens: what scripts sign in with. */
@Service
public class Tokens {

    private final Actors actors;
    private final TokenStore store;
    private final AdminReach reach;

    Tokens(Actors actors, TokenStore store, AdminReach reach) {
        this.actors = actors;
        this.store = store;
        this.reach = reach;
    }

    /**
     * Makes a token of the caller's own; its text is in this answer only. A token cannot make one with more than itself.
     *
     * @param expiresAt null for the configured lifetime
     */
    @Requires(Permission.CHANGE_OWN_ACCOUNT)
    @Transactional
    public NewToken create(String name, Set<Scope> scopes, @Nullable Instant expiresAt) {
        return store.create(actors.current(), name, scopes, expiresAt);
    }

    /** The caller's own, newest first. */
    @Requires(Permission.SEE_OWN_ACCOUNT)
    @Transactional(readOnly = true)
    public List<TokenRow> mine() {
        return store.of(actors.current().id());
    }

    /** Ends one of the caller's own tokens, with all that it made. @throws TokenNotFound if the caller has none with this id */
    @Requires(Permission.CHANGE_OWN_ACCOUNT)
    @Transactional
    public void revoke(TokenId id) {
        store.revoke(actors.current(), actors.current().id(), id);
    }

    @Requires(Permission.MANAGE_USERS)
    @Transactional(readOnly = true)
    public List<TokenRow> of(UserId user) {
        return store.of(user);
    }

    @Requires(Permission.MANAGE_USERS)
    @Transactional
    public void revoke(UserId owner, TokenId id) {
        reach.requireAdminOfAll(owner);
        store.revoke(actors.current(), owner, id);
    }

    /**
     * Whose a token is.
     *
     * @param address where the request came from, kept as the place of last use
     * @throws NotSignedIn when it is mistyped, unknown, revoked, expired, or its owner disabled
     */
    @Open("the token is the right")
    @Transactional
    public SignedIn authenticate(String token, String address) {
        return store.authenticate(token, address);
    }

    public record NewToken(TokenRow row, String token) {}

    public record TokenRow(
            TokenId id,
            String name,
            String prefix,
            Set<Scope> scopes,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt,
            @Nullable String lastUsedFrom) {}
}
