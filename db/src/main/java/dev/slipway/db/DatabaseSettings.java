package dev.slipway.db;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the database is.
 *
 * @param url a JDBC or libpq URL; empty starts the embedded PostgreSQL in {@code slipway.home}
 * @param username empty when the URL carries it
 * @param password empty when the URL carries it
 * @param poolSize connections, 4 or more
 * @param home the folder with the embedded cluster, as {@code database} in it
 * @param port of the embedded cluster; 0 takes a free one at the first start and keeps it
 * @param databases more databases to have in the embedded cluster, such as the one of a demo's MLflow
 * @param keepRunning whether the embedded cluster outlives this process, for the launcher that stops it itself
 */
@ConfigurationProperties("slipway.db")
public record DatabaseSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("16") int poolSize,
        @Nullable Path home,
        @DefaultValue("0") int port,
        @DefaultValue List<String> databases,
        @DefaultValue("false") boolean keepRunning) {

    public DatabaseSettings {
        databases = List.copyOf(databases);
    }

    public boolean isEmbedded() {
        return url.isBlank();
    }
}
