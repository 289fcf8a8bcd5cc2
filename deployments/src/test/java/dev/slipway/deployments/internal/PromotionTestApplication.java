package dev.slipway.deployments.internal;

import dev.slipway.security.Actors;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;

/** Deployments and security as they are, on PostgreSQL; the index and MLflow as fakes. */
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan(
        basePackages = {"dev.slipway.deployments", "dev.slipway.security", "dev.slipway.db"},
        excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = IndexedFacts.class))
class PromotionTestApplication {

    @Bean
    MutableClock clock() {
        return new MutableClock();
    }

    @Bean
    FakeModelRegistry registry() {
        return new FakeModelRegistry();
    }

    @Bean
    FakeFacts facts(Actors actors, FakeModelRegistry registry) {
        return new FakeFacts(actors, registry);
    }
}
