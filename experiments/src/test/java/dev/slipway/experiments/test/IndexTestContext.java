package dev.slipway.experiments.test;

import dev.slipway.db.test.StatementCounter;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.MapPropertySource;

/** What an {@link IndexTest} runs in. */
@EnableAutoConfiguration
@ComponentScan({"dev.slipway.db", "dev.slipway.security", "dev.slipway.experiments"})
class IndexTestContext {

    private static final FaultProxy PROXY = new FaultProxy(MlflowServer.get().url());

    @Bean
    static BeanPostProcessor statementCounting() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource dataSource ? new StatementCounter(dataSource) : bean;
            }
        };
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    FaultProxy faultProxy() {
        PROXY.fault(FaultProxy.Fault.NONE);
        return PROXY;
    }

    static class Mlflow implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "mlflow-test",
                            Map.of("slipway.mlflow.url", PROXY.url().toString())));
        }
    }
}
