package dev.slipway.security.internal;

import dev.slipway.db.test.StatementCounter;
import dev.slipway.security.test.MutableClock;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The module by itself, at noon of a day in 2026. */
@EnableAutoConfiguration
@ComponentScan({"dev.slipway.db", "dev.slipway.security"})
class SecurityTestContext {

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
    static BeanPostProcessor encoderWatching() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof PasswordEncoder encoder ? new WatchedEncoder(encoder) : bean;
            }
        };
    }

    @Bean
    MutableClock clock() {
        return new MutableClock(Instant.parse("2026-06-01T12:00:00Z"));
    }
}
