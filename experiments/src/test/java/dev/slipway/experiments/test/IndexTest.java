package dev.slipway.experiments.test;

import dev.slipway.db.test.PostgresTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/** The module with a database of the test class's own, over the real MLflow. Passes of the indexer are made by hand; each is wide. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@PostgresTest
@SpringBootTest(
        classes = IndexTestContext.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "slipway.index.enabled=false",
            "slipway.index.wide-every=0s",
            "slipway.mlflow.connect-limit=1s",
            "slipway.mlflow.read-limit=5s",
            "spring.main.banner-mode=off"
        })
@ContextConfiguration(initializers = IndexTestContext.Mlflow.class)
public @interface IndexTest {}
