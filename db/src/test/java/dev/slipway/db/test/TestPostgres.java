package dev.slipway.db.test;

import java.net.URI;

/** The tests' PostgreSQL for programs beside the test itself, such as a real MLflow server. */
public final class TestPostgres {

    private TestPostgres() {}

    /** Makes an empty database. @return its libpq URL, such as {@code postgresql://postgres@localhost:5432/mlflow} */
    public static String createEmptyDatabase(String name) {
        var cluster = TestCluster.get();
        cluster.createEmptyDatabase(name);
        var jdbc = URI.create(cluster.url(name).substring("jdbc:".length()));
        return "postgresql://postgres@" + jdbc.getAuthority() + jdbc.getPath();
    }
}
