package dev.slipway.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.slipway.portal.Caller;
import dev.slipway.portal.People;
import dev.slipway.portal.PortalTest;
import dev.slipway.security.Role;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/** The database takes no new connection and drops those there are, as when it is shut down. */
@PortalTest
@Import({People.class, CsrfWindow.class})
@DirtiesContext
class DatabaseDownTest {

    /** The pool waits 5 seconds for a connection. */
    private static final Duration QUICKLY = Duration.ofSeconds(9);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final People people;
    private final String url;
    private final int port;

    @Autowired
    DatabaseDownTest(People people, HikariDataSource pool, @LocalServerPort int port) {
        this.people = people;
        this.url = pool.getJdbcUrl();
        this.port = port;
    }

    @Test
    void saysSoQuicklyAndRecoversByItself() throws SQLException {
        people.user("ada", "workforce", Role.ADMIN);
        var caller = Caller.with(port, people.token("ada"));
        var browser = Caller.browser(port);
        var csrf = browser.get("/test/csrf").body();
        assertThat(caller.get("/api/v1/experiments").status()).isEqualTo(200);

        try (var outside = DriverManager.getConnection(url.replace("/" + database(), "/postgres"))) {
            shut(outside);

            var begin = System.nanoTime();
            var answer = caller.get("/api/v1/experiments");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(QUICKLY);
            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
            assertThat(answer.text("code")).isEqualTo("database_unavailable");
            assertThat(caller.post("/api/v1/tokens", "{}", "Idempotency-Key", "a")
                            .text("code"))
                    .isEqualTo("database_unavailable");
            assertThat(browser.get("/actuator/health/readiness").status()).isEqualTo(503);
            assertThat(browser.get("/actuator/health/liveness").status()).isEqualTo(200);
            var attempt =
                    browser.form("/login", Map.of("username", "ada", "password", PortalTest.PASSWORD, "_csrf", csrf));
            assertThat(attempt.header("Location")).endsWith("/login?unavailable");

            open(outside);
        }

        await(() -> caller.get("/api/v1/experiments").status() == 200);
        await(() -> browser.get("/actuator/health/readiness").status() == 200);
    }

    private void shut(Connection outside) throws SQLException {
        try (var statement = outside.createStatement()) {
            statement.execute("alter database " + database() + " allow_connections false");
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + database() + "'");
        }
    }

    private void open(Connection outside) throws SQLException {
        try (var statement = outside.createStatement()) {
            statement.execute("alter database " + database() + " allow_connections true");
        }
    }

    private String database() {
        return url.replaceAll(".*/(\\w+)(\\?.*)?", "$1");
    }

    private static void await(BooleanSupplier wanted) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!wanted.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }
}
