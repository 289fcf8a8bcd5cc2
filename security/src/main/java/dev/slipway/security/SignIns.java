package dev.slipway.security;

import dev.slipway.security.internal.Lockout;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Signing in with a password, with a lock that grows. */
@Service
public class SignIns {

    private final JdbcClient jdbc;
    private final PasswordEncoder encoder;
    private final Lockout lockout;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    /** Compared with when the name is unknown, so that unknown and known take the same time. */
    private final String decoy;

    SignIns(
            JdbcClient jdbc,
            PasswordEncoder encoder,
            Lockout lockout,
            Audit audit,
            Clock clock,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.encoder = encoder;
        this.lockout = lockout;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
        this.decoy = String.valueOf(encoder.encode(UUID.randomUUID().toString()));
    }

    /**
     * Holds no connection while the password is computed, so that sign-ins leave the database to others.
     *
     * @param address where the attempt came from; it is locked as an account is
     * @throws TooManySignIns when the password could not be computed in time
     */
    @Open("signing in comes before having rights")
    public Outcome attempt(String typedName, String password, String address) {
        var name = typedName.trim().toLowerCase(java.util.Locale.ROOT);
        var wait = lockout.remaining(Lockout.account(name), Lockout.address(address));
        if (wait.isPresent()) {
            return new Outcome.Locked(wait.get());
        }
        var found = find(name);
        var matches = encoder.matches(password, found.map(Stored::hash).orElse(decoy));
        return Objects.requireNonNull(transaction.execute(status -> conclude(found, matches, name, address)));
    }

    /** Asks again for a lock, since others may have failed meanwhile: a burst is worth no more guesses than a row of them. */
    private Outcome conclude(Optional<Stored> found, boolean matches, String name, String address) {
        var wait = lockout.remaining(Lockout.account(name), Lockout.address(address));
        if (wait.isPresent()) {
            return new Outcome.Locked(wait.get());
        }
        if (found.isEmpty() || !matches || found.get().disabled()) {
            return refuse(found, name, address);
        }
        return admit(found.get(), name, address);
    }

    private Outcome refuse(Optional<Stored> found, String name, String address) {
        var wait = lockout.failed(Lockout.account(name), Lockout.address(address));
        found.ifPresent(user -> audit.recordAs(
                actor(user),
                new AuditEvent(
                        "user.sign_in_failed", "user/" + user.id(), null, Map.of(), Map.of("address", address))));
        return wait.<Outcome>map(Outcome.Locked::new).orElse(new Outcome.Refused());
    }

    private Outcome admit(Stored user, String name, String address) {
        lockout.succeeded(Lockout.account(name));
        jdbc.sql("update security.app_user set last_sign_in_at = ? where id = ?")
                .params(Timestamp.from(clock.instant()), user.id().value())
                .update();
        audit.recordAs(
                actor(user),
                new AuditEvent("user.signed_in", "user/" + user.id(), null, Map.of(), Map.of("address", address)));
        return new Outcome.Admitted(
                new SignedIn(user.id(), user.username(), user.epoch(), null, EnumSet.allOf(Scope.class)));
    }

    private Optional<Stored> find(String name) {
        return jdbc.sql("""
                select id, username, display_name, password_hash, disabled, session_epoch
                from security.app_user where username = ? and password_hash is not null
                """)
                .param(name)
                .query((row, n) -> new Stored(
                        new UserId(row.getObject("id", UUID.class)),
                        row.getString("username"),
                        row.getString("display_name"),
                        row.getString("password_hash"),
                        row.getBoolean("disabled"),
                        row.getInt("session_epoch")))
                .optional();
    }

    private static Actor actor(Stored user) {
        return new Actor(user.id(), user.username(), user.displayName(), null, java.util.Set.of(), Map.of());
    }

    /** How an attempt ended. */
    public sealed interface Outcome {

        record Admitted(SignedIn signedIn) implements Outcome {}

        /** Wrong name or password, or a disabled account: the answer is the same for all three. */
        record Refused() implements Outcome {}

        /** @param remaining how long until the next attempt counts */
        record Locked(Duration remaining) implements Outcome {}
    }

    private record Stored(
            UserId id,
            String username,
            String displayName,
            @Nullable String hash,
            boolean disabled,
            int epoch) {}
}
