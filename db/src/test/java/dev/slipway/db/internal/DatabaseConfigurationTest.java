package dev.slipway.db.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.db.DatabaseSettings;
import dev.slipway.db.test.PostgresTest;
import dev.slipway.db.test.TestPostgres;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

@PostgresTest
class DatabaseConfigurationTest {

    private static final DatabaseSettings SETTINGS = new DatabaseSettings("", "", "", 4, null, 0, List.of(), false);

    @Test
    void stopsAStatementBeforeNobodyWaitsForItsAnswer() throws SQLException {
        var address = DatabaseAddress.parse(TestPostgres.createEmptyDatabase("statements_test"), "", "");

        try (var pool = new DatabaseConfiguration().dataSource(SETTINGS, address);
                var fresh = pool.getConnection();
                var statement = fresh.createStatement();
                var limit = statement.executeQuery("show statement_timeout")) {
            assertThat(limit.next()).isTrue();
            assertThat(limit.getString(1)).isEqualTo("9s");
        }
    }

    /** The limit of the socket itself; without one it is 0, and a database that hangs holds its caller for ever. */
    @Test
    void waitsForNoAnswerLongerThanTenSeconds() throws SQLException {
        var address = DatabaseAddress.parse(TestPostgres.createEmptyDatabase("limits_test"), "", "");

        try (var pool = new DatabaseConfiguration().dataSource(SETTINGS, address);
                var fresh = pool.getConnection()) {
            assertThat(fresh.getNetworkTimeout()).isEqualTo(10_000);
        }
    }
}
