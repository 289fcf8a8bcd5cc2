package dev.slipway.experiments.internal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.experiments.Runs.RunQuery;
import dev.slipway.experiments.SearchTooLong;
import dev.slipway.experiments.test.IndexTest;
import dev.slipway.kernel.PageQuery;
import dev.slipway.security.Actor;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@IndexTest
class SearchLimitTest {

    private static final RunQuery EVERYTHING = new RunQuery(List.of("0"), "", List.of());

    @Autowired
    private RunIndex runs;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void saysThatASearchWasStoppedRatherThanThatTheDatabaseIsDown() throws SQLException {
        try (var other = dataSource.getConnection();
                var lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("lock table experiments.run in access exclusive mode");

            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> searchWithin("100ms")))
                    .isInstanceOf(SearchTooLong.class);
            other.rollback();
        }
    }

    private void searchWithin(String limit) {
        jdbc.sql("set local statement_timeout = '" + limit + "'").update();
        runs.search(EVERYTHING, PageQuery.first(10), Actor.SYSTEM);
    }
}
