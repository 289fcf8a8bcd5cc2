package dev.slipway.db.internal;

import dev.slipway.db.DatabaseSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    /** The portal's database in the embedded cluster; MLflow's, in a demo, lies beside it. */
    private static final String DATABASE = "slipway";

    private static final Duration CONNECTION_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    /** Before the driver gives up, so that PostgreSQL does not work on for nobody. */
    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(9);

    @Bean
    DatabaseAddress databaseAddress(DatabaseSettings settings, ObjectProvider<EmbeddedCluster> embedded) {
        var cluster = embedded.getIfAvailable();
        return cluster == null
                ? DatabaseAddress.parse(settings.url(), settings.username(), settings.password())
                : embedded(settings, cluster);
    }

    private static DatabaseAddress embedded(DatabaseSettings settings, EmbeddedCluster cluster) {
        cluster.createDatabase(DATABASE);
        settings.databases().forEach(cluster::createDatabase);
        cluster.publishUrl(DATABASE);
        return new DatabaseAddress(cluster.jdbcUrl(DATABASE), EmbeddedCluster.SUPERUSER, cluster.password());
    }

    /** Nothing waits long for a connection or an answer: a page says that the database is down rather than hang. */
    @Bean
    Pool dataSource(DatabaseSettings settings, DatabaseAddress address) {
        var pool = new Pool();
        pool.setPoolName("slipway");
        pool.setJdbcUrl(address.jdbcUrl());
        pool.setUsername(address.username());
        pool.setPassword(address.password());
        pool.setMaximumPoolSize(settings.poolSize());
        pool.setMinimumIdle(2);
        pool.setConnectionTimeout(CONNECTION_LIMIT.toMillis());
        pool.setValidationTimeout(2_000);
        pool.setInitializationFailTimeout(-1);
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("connectTimeout", seconds(CONNECTION_LIMIT));
        pool.addDataSourceProperty("socketTimeout", seconds(ANSWER_LIMIT));
        pool.addDataSourceProperty("ApplicationName", "slipway");
        pool.setConnectionInitSql("set statement_timeout = '" + seconds(STATEMENT_LIMIT) + "s'");
        return pool;
    }

    /** The driver passes over whatever is not a text. */
    private static String seconds(Duration limit) {
        return Long.toString(limit.toSeconds());
    }

    /** A migration of a large table may take as long as it takes. */
    @Bean
    FlywayConfigurationCustomizer migrationsWithoutAnswerLimit(DatabaseAddress address) {
        return flyway -> flyway.dataSource(address.jdbcUrl(), address.username(), address.password());
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(NoUrl.class)
    static class Embedded {

        @Bean
        EmbeddedCluster embeddedCluster(DatabaseSettings settings) {
            return EmbeddedCluster.start(home(settings), settings.port());
        }

        @Bean
        ClusterKeeper clusterKeeper(EmbeddedCluster cluster) {
            return new ClusterKeeper(cluster);
        }

        /** Depended on by nobody, so it goes before the pool; the cluster itself stops last. */
        @Bean
        DisposableBean clusterStopper(DatabaseSettings settings, EmbeddedCluster cluster) {
            return settings.keepRunning() ? () -> {} : cluster::stop;
        }

        private static Path home(DatabaseSettings settings) {
            if (settings.home() == null) {
                throw new UnusableDatabase(
                        "No database is configured. Set SLIPWAY_DB_URL, or SLIPWAY_HOME to a folder for the embedded PostgreSQL.");
            }
            return settings.home().toAbsolutePath();
        }
    }

    static class NoUrl implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !StringUtils.hasText(context.getEnvironment().getProperty("slipway.db.url"));
        }
    }
}
