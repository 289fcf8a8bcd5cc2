package dev.slipway.db.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.slipway.db.test.PostgresTest;
import dev.slipway.db.test.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PostgresTest
class PoolTest {

    private static final String DATABASE = "pool_test";
    private static final String AT_ONCE = "did not answer a moment ago";

    private static DatabaseAddress database = new DatabaseAddress("", null, null);

    private final Pool pool = new Pool();
    private final DataSource beside;

    PoolTest(DataSource beside) {
        this.beside = beside;
    }

    @BeforeAll
    static void createDatabase() {
        database = DatabaseAddress.parse(TestPostgres.createEmptyDatabase(DATABASE), "", "");
    }

    @BeforeEach
    void fillPool() throws SQLException {
        pool.setJdbcUrl(database.jdbcUrl());
        pool.setUsername(database.username());
        pool.setMaximumPoolSize(2);
        pool.setConnectionTimeout(300);
        pool.setValidationTimeout(250);
        pool.getConnection().close();
    }

    @AfterEach
    void repair() throws SQLException {
        execute("alter database " + DATABASE + " allow_connections true");
        pool.close();
    }

    @Test
    void waitsForADatabaseThatDoesNotAnswerInOneCallerOnly() throws SQLException {
        breakOff();

        assertThatThrownBy(pool::getConnection)
                .isInstanceOf(SQLTransientConnectionException.class)
                .hasMessageNotContaining(AT_ONCE);
        assertThatThrownBy(pool::getConnection).hasMessageContaining(AT_ONCE);
        assertThatThrownBy(pool::getConnection).hasMessageContaining(AT_ONCE);
    }

    @Test
    void goesOnSoonAfterTheDatabaseDoes() throws Exception {
        breakOff();
        assertThatThrownBy(pool::getConnection).isInstanceOf(SQLTransientConnectionException.class);

        execute("alter database " + DATABASE + " allow_connections true");

        awaitConnection().close();
        pool.getConnection().close();
    }

    @Test
    void asksAgainAsLongAsTheDatabaseIsAway() throws Exception {
        breakOff();
        assertThatThrownBy(pool::getConnection).hasMessageNotContaining(AT_ONCE);
        Thread.sleep(2_100);

        assertThatThrownBy(pool::getConnection).hasMessageNotContaining(AT_ONCE);
        assertThatThrownBy(pool::getConnection).hasMessageContaining(AT_ONCE);
    }

    @Test
    void doesNotTakeBusyForBroken() throws SQLException {
        try (var one = pool.getConnection();
                var two = pool.getConnection()) {
            assertThat(one).isNotSameAs(two);
            assertThatThrownBy(pool::getConnection).hasMessageNotContaining(AT_ONCE);
            assertThatThrownBy(pool::getConnection).hasMessageNotContaining(AT_ONCE);
        }

        pool.getConnection().close();
    }

    /** A connection that was used within the last half second is handed out unseen. */
    private void breakOff() throws SQLException {
        execute("alter database " + DATABASE + " allow_connections false");
        execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + DATABASE + "'");
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    private void execute(String sql) throws SQLException {
        try (var connection = beside.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection awaitConnection() throws InterruptedException {
        var end = Instant.now().plus(Duration.ofSeconds(20));
        while (Instant.now().isBefore(end)) {
            try {
                return pool.getConnection();
            } catch (SQLException e) {
                Thread.sleep(50);
            }
        }
        return fail("The pool does not go on.");
    }
}
