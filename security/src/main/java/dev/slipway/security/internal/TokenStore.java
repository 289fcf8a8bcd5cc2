package dev.slipway.security.internal;

import dev.slipway.kernel.InvalidField;
import dev.slipway.security.Actor;
import dev.slipway.security.AuditEvent;
import dev.slipway.security.NotSignedIn;
import dev.slipway.security.Scope;
import dev.slipway.security.SecuritySettings;
import dev.slipway.security.SignedIn;
import dev.slipway.security.TokenId;
import dev.slipway.security.TokenNotFound;
import dev.slipway.security.Tokens.NewToken;
import dev.slipway.security.Tokens.TokenRow;
import dev.slipway.security.UserId;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows behind {@code Tokens}. A token is {@code slp_} + 10 characters by which it is found + 30 that are secret (178
 * bits) + 6 of checksum; only the SHA-256 of the whole is kept.
 */
@Component
public class TokenStore {

    private static final String KIND = "slp_";
    private static final int ID_CHARS = 10;
    private static final int SECRET_CHARS = 30;
    private static final int CHECKSUM_CHARS = 6;
    private static final int LENGTH = KIND.length() + ID_CHARS + SECRET_CHARS + CHECKSUM_CHARS;
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Accounts accounts;
    private final SecuritySettings settings;
    private final Clock clock;

    TokenStore(JdbcClient jdbc, AuditLog audit, Accounts accounts, SecuritySettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    public NewToken create(Actor actor, String name, Set<Scope> scopes, @Nullable Instant wantedEnd) {
        check(actor, name, scopes);
        var maker = maker(actor);
        var body = KIND + Secrets.random(ID_CHARS) + Secrets.random(SECRET_CHARS);
        var token = body + Secrets.checksum(body);
        var id = TokenId.random();
        jdbc.sql("""
                insert into security.api_token (id, user_id, name, prefix, secret_hash, scopes, created_at, expires_at, made_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        id.value(),
                        actor.id().value(),
                        name.trim(),
                        prefix(token),
                        Secrets.sha256(token),
                        scopes.stream().map(Scope::name).sorted().toArray(String[]::new),
                        Timestamp.from(clock.instant()),
                        Timestamp.from(end(maker, wantedEnd)))
                .param(maker == null ? null : maker.id().value())
                .update();
        audit.write(
                actor,
                new AuditEvent(
                        "token.created",
                        "token/" + id,
                        null,
                        Map.of(),
                        Map.of(
                                "name",
                                name.trim(),
                                "scopes",
                                scopes.stream().map(Scope::name).sorted().toList())));
        return new NewToken(get(actor.id(), id), token);
    }

    private static void check(Actor actor, String name, Set<Scope> scopes) {
        if (name.isBlank() || name.length() > 100) {
            throw new InvalidField("/name", "Give the token a name of 1 to 100 characters, by what will use it.");
        }
        if (scopes.isEmpty()) {
            throw new InvalidField("/scopes", "Give at least one scope of read, write, approve, predict.");
        }
        if (!actor.scopes().containsAll(scopes)) {
            throw new InvalidField(
                    "/scopes", "A token cannot make a token with more scopes than its own. Leave some out.");
        }
    }

    /** The token that acts, null in a session. It cannot be revoked before what it makes is there to be revoked with it. */
    private @Nullable TokenRow maker(Actor actor) {
        var id = actor.token();
        if (id == null) {
            return null;
        }
        var maker = jdbc.sql("select * from security.api_token where id = ? for share")
                .param(id.value())
                .query(TokenStore::row)
                .single();
        requireUnrevoked(maker);
        return maker;
    }

    private Instant end(@Nullable TokenRow maker, @Nullable Instant wanted) {
        var last = maker == null ? Instant.MAX : maker.expiresAt();
        if (wanted == null) {
            var usual = clock.instant().plus(settings.tokenLifetime());
            return usual.isAfter(last) ? last : usual;
        }
        if (wanted.isAfter(last)) {
            throw new InvalidField(
                    "/expires_at", "A token cannot make one that outlives it. Give at most " + last + ".");
        }
        return checkedEnd(wanted);
    }

    private Instant checkedEnd(Instant wanted) {
        var now = clock.instant();
        if (!wanted.isAfter(now) || wanted.isAfter(now.plus(settings.longestTokenLifetime()))) {
            throw new InvalidField(
                    "/expires_at",
                    "expires_at has to lie ahead, by at most "
                            + settings.longestTokenLifetime().toDays() + " days.");
        }
        return wanted;
    }

    public List<TokenRow> of(UserId user) {
        return jdbc.sql("select * from security.api_token where user_id = ? order by created_at desc, id")
                .param(user.value())
                .query(TokenStore::row)
                .list();
    }

    /** Ends a token, with those it made, and those they made. */
    public void revoke(Actor actor, UserId owner, TokenId id) {
        revoke(actor, get(owner, id), Map.of());
    }

    private void revoke(Actor actor, TokenRow row, Map<String, String> after) {
        var id = row.id();
        jdbc.sql("update security.api_token set revoked_at = ? where id = ? and revoked_at is null")
                .params(Timestamp.from(clock.instant()), id.value())
                .update();
        audit.write(actor, new AuditEvent("token.revoked", "token/" + id, null, Map.of("name", row.name()), after));
        madeBy(id).forEach(made -> revoke(actor, made, Map.of("with", "token/" + id)));
    }

    private List<TokenRow> madeBy(TokenId maker) {
        return jdbc.sql("select * from security.api_token where made_by = ? and revoked_at is null")
                .param(maker.value())
                .query(TokenStore::row)
                .list();
    }

    private TokenRow get(UserId owner, TokenId id) {
        return jdbc.sql("select * from security.api_token where id = ? and user_id = ?")
                .params(id.value(), owner.value())
                .query(TokenStore::row)
                .optional()
                .orElseThrow(() -> new TokenNotFound(id));
    }

    public SignedIn authenticate(String token, String address) {
        if (!isWellFormed(token)) {
            throw new NotSignedIn("This is not a token of Slipway: it is cut off or mistyped. Copy it again.");
        }
        var found = jdbc.sql("select * from security.api_token where prefix = ?")
                .param(prefix(token))
                .query((row, n) -> new Stored(
                        row(row, n), row.getBytes("secret_hash"), new UserId(row.getObject("user_id", UUID.class))))
                .optional()
                .filter(stored -> MessageDigest.isEqual(stored.hash(), Secrets.sha256(token)))
                .orElseThrow(() -> new NotSignedIn("This token is not known here. Make one under Account, Tokens."));
        return admit(found, address);
    }

    private SignedIn admit(Stored found, String address) {
        var now = clock.instant();
        var row = found.row();
        requireUnrevoked(row);
        if (!row.expiresAt().isAfter(now)) {
            throw new NotSignedIn("This token expired at " + row.expiresAt() + ". Make another under Account, Tokens.");
        }
        var account = accounts.find(found.owner())
                .filter(owner -> !owner.disabled())
                .orElseThrow(() -> new NotSignedIn("The owner of this token was disabled. Ask an admin."));
        noteUse(row, address, now);
        return new SignedIn(account.id(), account.username(), account.epoch(), row.id(), row.scopes());
    }

    private static void requireUnrevoked(TokenRow row) {
        if (row.revokedAt() != null) {
            throw new NotSignedIn(
                    "This token was revoked at " + row.revokedAt() + ". Make another under Account, Tokens.");
        }
    }

    private void noteUse(TokenRow row, String address, Instant now) {
        if (row.lastUsedAt() != null && row.lastUsedAt().plus(USE_NOTED_EVERY).isAfter(now)) {
            return;
        }
        jdbc.sql("update security.api_token set last_used_at = ?, last_used_from = ? where id = ?")
                .params(Timestamp.from(now), address, row.id().value())
                .update();
    }

    private static boolean isWellFormed(String token) {
        if (token.length() != LENGTH || !token.startsWith(KIND)) {
            return false;
        }
        var body = token.substring(0, LENGTH - CHECKSUM_CHARS);
        return Secrets.checksum(body).equals(token.substring(LENGTH - CHECKSUM_CHARS));
    }

    private static String prefix(String token) {
        return token.substring(0, KIND.length() + ID_CHARS);
    }

    private static TokenRow row(ResultSet row, int number) throws SQLException {
        return new TokenRow(
                new TokenId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("prefix"),
                Arrays.stream((String[]) row.getArray("scopes").getArray())
                        .map(Scope::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                instant(row.getTimestamp("revoked_at")),
                instant(row.getTimestamp("last_used_at")),
                row.getString("last_used_from"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private record Stored(TokenRow row, byte[] hash, UserId owner) {}
}
