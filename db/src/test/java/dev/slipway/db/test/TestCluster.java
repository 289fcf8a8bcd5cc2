package dev.slipway.db.test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;

/** One PostgreSQL per JVM; databases are copies of a template that carries all migrations. */
final class TestCluster {

    private static final String TEMPLATE = "slipway_template";

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final EmbeddedPostgres postgres;

    private TestCluster() {
        try {
            postgres = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setRegisterShutdownHook(false)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SpringApplication.getShutdownHandlers().add(this::stop);
        execute("create database " + TEMPLATE);
        Flyway.configure()
                .dataSource(postgres.getDatabase("postgres", TEMPLATE))
                .load()
                .migrate();
    }

    static TestCluster get() {
        return Holder.CLUSTER;
    }

    String createDatabase() {
        var name = "test_" + COUNTER.incrementAndGet();
        execute("create database " + name + " template " + TEMPLATE);
        return name;
    }

    void createEmptyDatabase(String name) {
        execute("create database " + name);
    }

    void dropDatabase(String name) {
        execute("drop database if exists " + name + " with (force)");
    }

    DataSource dataSource(String database) {
        return postgres.getDatabase("postgres", database);
    }

    String url(String database) {
        return postgres.getJdbcUrl("postgres", database);
    }

    /** After all contexts are closed: what they still have to say needs a database. */
    private void stop() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static final class Holder {
        static final TestCluster CLUSTER = new TestCluster();
    }
}
