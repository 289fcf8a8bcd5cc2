package dev.slipway.db.test;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Points the Spring context of a {@link PostgresTest} at the test class's own database. */
final class PostgresContextCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        if (!TestContextAnnotationUtils.hasAnnotation(testClass, PostgresTest.class)) {
            return null;
        }
        return new Customizer(TestCluster.get().url(TestDatabases.of(testClass)));
    }

    private record Customizer(String url) implements ContextCustomizer {
        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
            TestCluster.get().outliveContexts();
            var properties = Map.<String, Object>of("slipway.db.url", url, "spring.datasource.url", url);
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("postgres-test", properties));
        }
    }
}
