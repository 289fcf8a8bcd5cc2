package dev.slipway.db.test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;

/** One PostgreSQL per JVM; databases are copies of a template that carries all migrations. */
final class TestCluster {

    private static final String TEMPLATE = "slipway_template";

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private static final Logger log = LoggerFactory.getLogger(TestCluster.class);

    private final EmbeddedPostgres postgres;
    private final CountDownLatch contextsClosed = new CountDownLatch(1);
    private volatile boolean outlivesContexts;

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
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "test-cluster-stop"));
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

    /** For a test with a Spring context, whose last words need the database. */
    void outliveContexts() {
        if (!outlivesContexts) {
            outlivesContexts = true;
            SpringApplication.getShutdownHandlers().add(contextsClosed::countDown);
        }
    }

    private void stop() {
        try {
            if (outlivesContexts && !contextsClosed.await(20, TimeUnit.SECONDS)) {
                log.warn("cluster.contexts-still-open");
            }
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
