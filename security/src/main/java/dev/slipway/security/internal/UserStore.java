package dev.slipway.security.internal;

import dev.slipway.kernel.InvalidField;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.PageQuery;
import dev.slipway.kernel.Problem;
import dev.slipway.security.Actor;
import dev.slipway.security.AlreadyThere;
import dev.slipway.security.AuditEvent;
import dev.slipway.security.Role;
import dev.slipway.security.RoleGrant;
import dev.slipway.security.TeamId;
import dev.slipway.security.UserId;
import dev.slipway.security.UserNotFound;
import dev.slipway.security.Username;
import dev.slipway.security.Users.Membership;
import dev.slipway.security.Users.UserRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The rows behind {@code Users}. Every change writes its audit entry and is seen by this process at once. */
@Component
public class UserStore {

    private static final Duration LINK_LIFETIME = Duration.ofDays(1);

    private static final long LAST_ADMIN = 0x51_1b_0002L;

    private final JdbcClient jdbc;
    private final PasswordEncoder encoder;
    private final AuditLog audit;
    private final Accounts accounts;
    private final Lockout lockout;
    private final Clock clock;
    private final TransactionTemplate transaction;

    UserStore(
            JdbcClient jdbc,
            PasswordEncoder encoder,
            AuditLog audit,
            Accounts accounts,
            Lockout lockout,
            Clock clock,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.encoder = encoder;
        this.audit = audit;
        this.accounts = accounts;
        this.lockout = lockout;
        this.clock = clock;
        this.transaction = transaction;
    }

    public UserRow create(
            Actor actor,
            Username username,
            @Nullable String password,
            String displayName,
            Collection<RoleGrant> roles) {
        if (displayName.isBlank() || displayName.length() > 100) {
            throw new InvalidField("/display_name", "Give a display name of 1 to 100 characters.");
        }
        if (password != null) {
            Passwords.check(password, username.value());
        }
        var id = UserId.random();
        insert(id, username, password, displayName.trim());
        roles.forEach(grant -> grant(id, grant));
        audit.write(
                actor,
                userEvent("user.created", id, Map.of(), Map.of("username", username.value(), "roles", texts(roles))));
        return get(id);
    }

    private void insert(UserId id, Username username, @Nullable String password, String displayName) {
        try {
            jdbc.sql(
                            "insert into security.app_user (id, username, display_name, password_hash, created_at) values (?, ?, ?, ?, ?)")
                    .param(id.value())
                    .param(username.value())
                    .param(displayName)
                    .param(password == null ? null : encoder.encode(password))
                    .param(now())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new AlreadyThere("user", username.value());
        }
    }

    private void grant(UserId id, RoleGrant grant) {
        jdbc.sql("insert into security.membership (user_id, team_id, role) values (?, ?, ?) on conflict do nothing")
                .params(id.value(), grant.team().value(), grant.role().name())
                .update();
    }

    public Page<UserRow> find(String text, PageQuery page) {
        var like = "%"
                + text.toLowerCase(java.util.Locale.ROOT).replace("\\", "\\\\").replace("%", "\\%") + "%";
        var total = jdbc.sql(
                        "select count(*) from security.app_user where username like ? or lower(display_name) like ?")
                .params(like, like)
                .query(Long.class)
                .single();
        var ids = jdbc.sql("""
                select id from security.app_user where username like ? or lower(display_name) like ?
                order by display_name, id limit ? offset ?
                """)
                .params(like, like, page.limit(), page.offset())
                .query((row, n) -> new UserId(row.getObject("id", UUID.class)))
                .list();
        var rows = rows(ids);
        return new Page<>(ids.stream().map(rows::get).toList(), total);
    }

    public UserRow get(UserId id) {
        var row = rows(List.of(id)).get(id);
        if (row == null) {
            throw new UserNotFound(id);
        }
        return row;
    }

    private Map<UserId, UserRow> rows(List<UserId> ids) {
        var keys = ids.stream().map(UserId::value).toArray(UUID[]::new);
        var memberships = memberships(keys);
        return jdbc
                .sql("select * from security.app_user where id = any (?)")
                .param(keys)
                .query((row, n) -> userRow(row, memberships))
                .list()
                .stream()
                .collect(Collectors.toMap(UserRow::id, row -> row));
    }

    private Map<UserId, List<Membership>> memberships(UUID[] keys) {
        var memberships = new HashMap<UserId, List<Membership>>();
        jdbc.sql("""
                select m.user_id, m.team_id, t.name, m.role from security.membership m join security.team t on t.id = m.team_id
                where m.user_id = any (?) order by t.name, m.role
                """).param(keys).query(row -> {
            memberships
                    .computeIfAbsent(
                            new UserId(row.getObject("user_id", UUID.class)), user -> new java.util.ArrayList<>())
                    .add(new Membership(
                            new TeamId(row.getObject("team_id", UUID.class)),
                            row.getString("name"),
                            Role.valueOf(row.getString("role"))));
        });
        return memberships;
    }

    private static UserRow userRow(ResultSet row, Map<UserId, List<Membership>> memberships) throws SQLException {
        var id = new UserId(row.getObject("id", UUID.class));
        var last = row.getTimestamp("last_sign_in_at");
        return new UserRow(
                id,
                row.getString("username"),
                row.getString("display_name"),
                row.getBoolean("disabled"),
                row.getTimestamp("created_at").toInstant(),
                last == null ? null : last.toInstant(),
                memberships.getOrDefault(id, List.of()));
    }

    public void setRoles(Actor actor, UserId id, Collection<RoleGrant> roles, Set<TeamId> within) {
        var before = get(id);
        var teams = within.stream().map(TeamId::value).toArray(UUID[]::new);
        jdbc.sql("delete from security.membership where user_id = ? and (team_id = any (?) or ?)")
                .params(id.value(), teams, actor.isSystem())
                .update();
        roles.forEach(grant -> grant(id, grant));
        requireAnAdmin();
        audit.write(
                actor,
                userEvent(
                        "user.roles_changed",
                        id,
                        Map.of(
                                "roles",
                                before.memberships().stream()
                                        .map(UserStore::text)
                                        .toList()),
                        Map.of(
                                "roles",
                                get(id).memberships().stream()
                                        .map(UserStore::text)
                                        .toList())));
        accounts.forget(id);
    }

    public void setDisabled(Actor actor, UserId id, boolean disabled) {
        get(id);
        jdbc.sql("update security.app_user set disabled = ?, session_epoch = session_epoch + 1 where id = ?")
                .params(disabled, id.value())
                .update();
        if (disabled) {
            requireAnAdmin();
            jdbc.sql("update security.api_token set revoked_at = ? where user_id = ? and revoked_at is null")
                    .params(now(), id.value())
                    .update();
        }
        audit.write(actor, userEvent(disabled ? "user.disabled" : "user.enabled", id, Map.of(), Map.of()));
        accounts.forget(id);
    }

    public String reset(Actor actor, UserId id) {
        get(id);
        jdbc.sql("update security.app_user set password_hash = null, session_epoch = session_epoch + 1 where id = ?")
                .param(id.value())
                .update();
        jdbc.sql("update security.one_time_secret set used_at = ? where user_id = ? and used_at is null")
                .params(now(), id.value())
                .update();
        audit.write(actor, userEvent("user.password_reset", id, Map.of(), Map.of()));
        accounts.forget(id);
        return oneTimeSecret("RESET", id);
    }

    public void setPasswordByLink(String secret, String password) {
        var id = spend("RESET", secret);
        var user = get(id);
        Passwords.check(password, user.username());
        store(id, encoder.encode(password));
        audit.write(actorOf(user), userEvent("user.password_set", id, Map.of(), Map.of()));
    }

    /** Whether the present password is right is told to nobody while the account is locked, also when others locked it meanwhile. */
    public void changePassword(Actor actor, String oldPassword, String newPassword) {
        requireUnlocked(actor);
        var matches = encoder.matches(oldPassword, passwordHash(actor.id()));
        requireUnlocked(actor);
        if (!matches) {
            throw Objects.requireNonNull(transaction.execute(status -> wrongPassword(actor)));
        }
        Passwords.check(newPassword, actor.username());
        var hash = encoder.encode(newPassword);
        transaction.executeWithoutResult(status -> {
            store(actor.id(), hash);
            lockout.succeeded(Lockout.account(actor.username()));
            audit.write(actor, userEvent("user.password_changed", actor.id(), Map.of(), Map.of()));
        });
    }

    private String passwordHash(UserId id) {
        return jdbc.sql("select password_hash from security.app_user where id = ?")
                .param(id.value())
                .query(String.class)
                .single();
    }

    private void requireUnlocked(Actor actor) {
        lockout.remaining(Lockout.account(actor.username())).ifPresent(wait -> {
            throw new PasswordLocked(wait);
        });
    }

    private Problem wrongPassword(Actor actor) {
        var wait = lockout.failed(Lockout.account(actor.username()));
        audit.write(actor, userEvent("user.password_change_failed", actor.id(), Map.of(), Map.of()));
        return wait.<Problem>map(PasswordLocked::new)
                .orElseGet(() -> new InvalidField("/old_password", "The present password is another. Type it again."));
    }

    private void store(UserId id, @Nullable String hash) {
        jdbc.sql("update security.app_user set password_hash = ?, session_epoch = session_epoch + 1 where id = ?")
                .param(hash)
                .param(id.value())
                .update();
        accounts.forget(id);
    }

    public void signOutEverywhere(Actor actor, UserId id) {
        get(id);
        jdbc.sql("update security.app_user set session_epoch = session_epoch + 1 where id = ?")
                .param(id.value())
                .update();
        audit.write(actor, userEvent("user.signed_out_everywhere", id, Map.of(), Map.of()));
        accounts.forget(id);
    }

    public Map<UserId, String> names(Set<UserId> ids) {
        return jdbc
                .sql("select id, display_name from security.app_user where id = any (?)")
                .param(ids.stream().map(UserId::value).toArray(UUID[]::new))
                .query((row, n) ->
                        Map.entry(new UserId(row.getObject("id", UUID.class)), row.getString("display_name")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    boolean isEmpty() {
        return jdbc.sql("select not exists (select 1 from security.app_user)")
                .query(Boolean.class)
                .single();
    }

    String oneTimeSecret(String purpose, @Nullable UserId user) {
        var secret = Secrets.random(40);
        jdbc.sql("insert into security.one_time_secret (secret_hash, purpose, user_id, expires_at) values (?, ?, ?, ?)")
                .param(Secrets.sha256(secret))
                .param(purpose)
                .param(user == null ? null : user.value())
                .param(Timestamp.from(clock.instant().plus(LINK_LIFETIME)))
                .update();
        return secret;
    }

    /** Marks the secret as used and answers whose it was. */
    private UserId spend(String purpose, String secret) {
        return jdbc.sql("""
                update security.one_time_secret set used_at = ?
                where secret_hash = ? and purpose = ? and used_at is null and expires_at > ? returning user_id
                """)
                .params(now(), Secrets.sha256(secret), purpose, now())
                .query((row, n) -> new UserId(row.getObject("user_id", UUID.class)))
                .optional()
                .orElseThrow(SpentLink::new);
    }

    void spendFirstAdmin(String secret) {
        var spent = jdbc.sql("""
                update security.one_time_secret set used_at = ?
                where secret_hash = ? and purpose = 'FIRST_ADMIN' and used_at is null and expires_at > ?
                """).params(now(), Secrets.sha256(secret), now()).update();
        if (spent == 0 || !isEmpty()) {
            throw isEmpty() ? new StaleInvitation() : new SpentLink();
        }
    }

    /** Somebody must be left who can let others in. */
    /** One after the other, so that two do not each count on the other. */
    private void requireAnAdmin() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(LAST_ADMIN).query(rows -> {});
        var left = jdbc.sql("""
                select exists (select 1 from security.membership m join security.app_user u on u.id = m.user_id
                               where m.role = 'ADMIN' and not u.disabled)""").query(Boolean.class).single();
        if (!left) {
            throw new LastAdmin();
        }
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    static Actor actorOf(UserRow user) {
        return new Actor(user.id(), user.username(), user.displayName(), null, Set.of(), Map.of());
    }

    private static AuditEvent userEvent(String action, UserId id, Map<String, ?> before, Map<String, ?> after) {
        return new AuditEvent(action, "user/" + id, null, before, after);
    }

    private static List<String> texts(Collection<RoleGrant> roles) {
        return roles.stream().map(grant -> grant.role() + "@" + grant.team()).toList();
    }

    private static String text(Membership membership) {
        return membership.role() + "@" + membership.team();
    }

    static final class SpentLink extends Problem {

        private static final long serialVersionUID = 1L;

        SpentLink() {
            super(Kind.FORBIDDEN, "link_spent", "This link was used or is too old. Ask an admin for a new one.");
        }
    }

    /** Nobody is there to ask for another. */
    static final class StaleInvitation extends Problem {

        private static final long serialVersionUID = 1L;

        StaleInvitation() {
            super(
                    Kind.FORBIDDEN,
                    "link_spent",
                    "This link is not whole, or it is older than a day. Start Slipway again: it writes"
                            + " a new one to secrets/first-admin.url of its home.");
        }
    }

    static final class PasswordLocked extends Problem {

        private static final long serialVersionUID = 1L;

        PasswordLocked(Duration wait) {
            super(
                    Kind.TOO_MANY,
                    "password_locked",
                    "Too many attempts failed. The next one counts in "
                            + wait.plusMillis(999).toSeconds() + " s.");
        }
    }

    static final class LastAdmin extends Problem {

        private static final long serialVersionUID = 1L;

        LastAdmin() {
            super(
                    Kind.CONFLICT,
                    "last_admin",
                    "This is the last admin. Make somebody else admin first, so that people can still be let in.");
        }
    }
}
