package dev.slipway.db.internal;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A pool that waits for a database which does not answer in one caller at a time, and refuses the others at once: a page
 * asks the database several times, and its reader must not wait for each of them.
 */
final class Pool extends HikariDataSource {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Null while the database answers. */
    private final AtomicReference<@Nullable Long> nextTryNanos = new AtomicReference<>();

    /** @throws SQLTransientConnectionException if the database does not answer, or all connections are busy for too long */
    @Override
    public Connection getConnection() throws SQLException {
        refuseBetweenTries();
        try {
            var connection = super.getConnection();
            if (nextTryNanos.get() != null) {
                nextTryNanos.set(null);
            }
            return connection;
        } catch (SQLTransientConnectionException e) {
            if (!isExhausted()) {
                nextTryNanos.set(System.nanoTime() + PAUSE.toNanos());
            }
            throw e;
        }
    }

    /** Whoever comes first after the pause is let through; should it die on its way, so is the next one later on. */
    private void refuseBetweenTries() throws SQLException {
        var next = nextTryNanos.get();
        if (next == null) {
            return;
        }
        var now = System.nanoTime();
        var lease = now + Duration.ofMillis(getConnectionTimeout()).plus(PAUSE).toNanos();
        if (now - next < 0 || !nextTryNanos.compareAndSet(next, lease)) {
            throw new SQLTransientConnectionException(
                    "The database did not answer a moment ago; it is asked again in a moment.", "08006");
        }
    }

    /** Busy is not broken. */
    private boolean isExhausted() {
        return getHikariPoolMXBean().getActiveConnections() >= getMaximumPoolSize();
    }
}
