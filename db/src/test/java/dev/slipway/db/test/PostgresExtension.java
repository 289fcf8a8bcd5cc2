package dev.slipway.db.test;

import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Resolves {@code DataSource} and {@code JdbcClient} parameters to the test class's own database. */
final class PostgresExtension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == DataSource.class || type == JdbcClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var dataSource = TestCluster.get().dataSource(TestDatabases.of(context.getRequiredTestClass()));
        return parameter.getParameter().getType() == DataSource.class ? dataSource : JdbcClient.create(dataSource);
    }
}
