package dev.slipway.db.test;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A data source that counts the statements prepared on it, to prove that a page's cost does not grow with its rows. */
public final class StatementCounter extends DelegatingDataSource {

    private final AtomicInteger prepared = new AtomicInteger();

    public StatementCounter(DataSource target) {
        super(target);
    }

    /** How many statements {@code work} prepares, on whatever thread. */
    public int during(Runnable work) {
        var before = prepared.get();
        work.run();
        return prepared.get() - before;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                StatementCounter.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        prepared.incrementAndGet();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
