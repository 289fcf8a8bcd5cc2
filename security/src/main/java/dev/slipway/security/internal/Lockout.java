package dev.slipway.security.internal;

import dev.slipway.security.SecuritySettings;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts failed sign-ins by account and by address, and locks both for a while that doubles. Kept in the database, for all portals. */
@Component
public class Lockout {

    /** An address may carry many people: it is given more attempts than one account. */
    private static final int ADDRESS_FACTOR = 5;

    private final JdbcClient jdbc;
    private final SecuritySettings settings;
    private final Clock clock;

    Lockout(JdbcClient jdbc, SecuritySettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** What failures of an account are counted as. */
    public static String account(String username) {
        return "user:" + username;
    }

    /** What failures from an address are counted as. */
    public static String address(String address) {
        return "address:" + address;
    }

    /** How long the longest lock on any of the subjects still lasts. */
    public Optional<Duration> remaining(String... subjects) {
        var now = clock.instant();
        return jdbc
                .sql("select locked_until from security.sign_in_failure where subject = any (?) and locked_until > ?")
                .params(subjects, Timestamp.from(now))
                .query((row, n) ->
                        Duration.between(now, row.getTimestamp("locked_until").toInstant()))
                .list()
                .stream()
                .max(Comparator.naturalOrder());
    }

    /** Counts a failure against each subject; answers with the lock it led to. */
    public Optional<Duration> failed(String... subjects) {
        Arrays.stream(subjects).forEach(this::count);
        return remaining(subjects);
    }

    public void succeeded(String subject) {
        jdbc.sql("delete from security.sign_in_failure where subject = ?")
                .param(subject)
                .update();
    }

    private void count(String subject) {
        var now = clock.instant();
        var failures = jdbc.sql("""
                insert into security.sign_in_failure as f (subject, failures, first_at) values (:subject, 1, :now)
                on conflict (subject) do update set
                    failures = case when f.first_at < :begin then 1 else f.failures + 1 end,
                    first_at = case when f.first_at < :begin then :now else f.first_at end
                returning failures
                """)
                .param("subject", subject)
                .param("now", Timestamp.from(now))
                .param("begin", Timestamp.from(now.minus(settings.failureWindow())))
                .query(Integer.class)
                .single();
        if (failures >= allowed(subject)) {
            lock(subject, now);
        }
    }

    private int allowed(String subject) {
        return settings.failuresBeforeLock() * (subject.startsWith("address:") ? ADDRESS_FACTOR : 1);
    }

    private void lock(String subject, Instant now) {
        var locks = jdbc.sql("select locks from security.sign_in_failure where subject = ?")
                .param(subject)
                .query(Integer.class)
                .single();
        jdbc.sql(
                        "update security.sign_in_failure set failures = 0, locks = locks + 1, first_at = ?, locked_until = ? where subject = ?")
                .params(Timestamp.from(now), Timestamp.from(now.plus(lockAfter(locks))), subject)
                .update();
    }

    private Duration lockAfter(int locksBefore) {
        var doubled = settings.firstLock().multipliedBy(1L << Math.min(locksBefore, 16));
        return doubled.compareTo(settings.longestLock()) > 0 ? settings.longestLock() : doubled;
    }
}
