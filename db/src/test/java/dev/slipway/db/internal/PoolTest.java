package dev.slipway.db.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.db.test.PostgresTest;
import dev.slipway.db.test.TestPostgres;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
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
    void goesOnSoonAfterTheDatabaseDoes() throws SQLException {
        breakOff();
        assertThatThrownBy(pool::getConnection).isInstanceOf(SQLTransientConnectionException.class);

        execute("alter database " + DATABASE + " allow_connections true");

        await().ignoreExceptions().until(() -> {
            pool.getConnection().close();
            return true;
        });
        pool.getConnection().close();
    }

    @Test
    void asksAgainAsLongAsTheDatabaseIsAway() throws SQLException {
        breakOff();
        assertThatThrownBy(pool::getConnection).hasMessageNotContaining(AT_ONCE);
        assertThatThrownBy(pool::getConnection).hasMessageContaining(AT_ONCE);

        await().untilAsserted(() -> assertThatThrownBy(pool::getConnection).hasMessageNotContaining(AT_ONCE));
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
}
