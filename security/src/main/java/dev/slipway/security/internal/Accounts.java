package dev.slipway.security.internal;

import dev.slipway.security.Role;
import dev.slipway.security.TeamId;
import dev.slipway.security.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Accounts with their roles, read at most once a second each. Changes made in this process show at once. */
@Component
public class Accounts {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<UserId, Remembered> remembered = new ConcurrentHashMap<>();

    Accounts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Optional<Account> find(UserId id) {
        var now = clock.instant();
        var known = remembered.get(id);
        if (known != null && known.until().isAfter(now)) {
            return known.account();
        }
        var account = read(id);
        remembered.put(id, new Remembered(account, now.plus(FRESH)));
        return account;
    }

    void forget(UserId id) {
        remembered.remove(id);
    }

    void forgetAll() {
        remembered.clear();
    }

    private Optional<Account> read(UserId id) {
        return jdbc.sql("select username, display_name, disabled, session_epoch from security.app_user where id = ?")
                .param(id.value())
                .query((row, n) -> new Account(
                        id,
                        row.getString("username"),
                        row.getString("display_name"),
                        row.getBoolean("disabled"),
                        row.getInt("session_epoch"),
                        roles(id)))
                .optional();
    }

    private Map<TeamId, Set<Role>> roles(UserId id) {
        var roles = new HashMap<TeamId, Set<Role>>();
        jdbc.sql("select team_id, role from security.membership where user_id = ?")
                .param(id.value())
                .query(row -> {
                    roles.computeIfAbsent(
                                    new TeamId(row.getObject("team_id", UUID.class)),
                                    team -> EnumSet.noneOf(Role.class))
                            .add(Role.valueOf(row.getString("role")));
                });
        return roles;
    }

    private record Remembered(Optional<Account> account, Instant until) {}
}
