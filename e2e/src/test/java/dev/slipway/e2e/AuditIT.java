package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The audit log of a demo that has lived: intact, and not after one byte was changed behind its back. */
class AuditIT {

    private final Demo demo = Demo.get();

    @Test
    void namesTheFirstEntryThatSomebodyChanged() throws SQLException {
        Eventually.until(Duration.ofSeconds(5), this::unsealed, count -> count == 0);
        var before = demo.as("viewer").get("/api/v1/audit/verify").json();
        assertThat(before.get("intact").asBoolean()).isTrue();
        assertThat(before.get("entries").asLong()).isGreaterThan(10);
        assertThat(before.get("first_bad_seq").isNull()).isTrue();

        try (var database = connect()) {
            var seq = tamper(database, "object || '.'", 5);
            var after = demo.as("viewer").get("/api/v1/audit/verify");
            tamper(database, "left(object, -1)", 5);

            assertThat(after.status()).isEqualTo(200);
            assertThat(after.json().get("intact").asBoolean()).isFalse();
            assertThat(after.json().get("first_bad_seq").asLong()).isEqualTo(seq);
        }
        assertThat(demo.as("viewer")
                        .get("/api/v1/audit/verify")
                        .json()
                        .get("intact")
                        .asBoolean())
                .isTrue();
    }

    private long unsealed() {
        return demo.as("viewer")
                .get("/api/v1/audit/verify")
                .json()
                .get("unsealed")
                .asLong();
    }

    private static long tamper(Connection database, String object, long seq) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("update security.audit_entry set object = " + object
                    + " where id = (select entry_id from security.audit_seal where seq = " + seq + ")");
            return seq;
        }
    }

    private Connection connect() throws SQLException {
        var uri = URI.create(demo.database());
        var user = uri.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(), user[0], user[1]);
    }
}
