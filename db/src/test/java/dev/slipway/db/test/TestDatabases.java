package dev.slipway.db.test;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The database of each test class; nested classes share their outermost's. */
final class TestDatabases {

    private static final Map<Class<?>, String> BY_CLASS = new ConcurrentHashMap<>();

    private TestDatabases() {}

    static String of(Class<?> testClass) {
        return BY_CLASS.computeIfAbsent(
                outermost(testClass), key -> TestCluster.get().createDatabase());
    }

    private static Class<?> outermost(Class<?> type) {
        var enclosing = type.getEnclosingClass();
        return enclosing == null ? type : outermost(enclosing);
    }
}
