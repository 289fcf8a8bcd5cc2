package dev.slipway.db.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@PostgresTest
class PostgresTestTest {

    @Test
    void givesARealServer(JdbcClient jdbc) {
        var version = jdbc.sql("show server_version_num").query(Integer.class).single();

        assertThat(version).isGreaterThanOrEqualTo(180000);
    }

    @Test
    void carriesTheMigrationsOfTheClassPath(JdbcClient jdbc) {
        var failed = jdbc.sql("select count(*) from flyway_schema_history where not success")
                .query(Long.class)
                .single();

        assertThat(failed).isZero();
    }
}
