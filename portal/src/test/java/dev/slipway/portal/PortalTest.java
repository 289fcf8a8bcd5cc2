package dev.slipway.portal;

import dev.slipway.SlipwayApplication;
import dev.slipway.db.test.PostgresTest;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** The whole portal on a free port and a database of its own, with its background work off and no MLflow there. */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@PostgresTest
@SpringBootTest(
        classes = SlipwayApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "slipway.index.enabled=false",
            "slipway.serving.enabled=false",
            "slipway.mlflow.url=http://127.0.0.1:1",
            "slipway.security.admin-username=omar",
            "slipway.security.admin-password=" + PortalTest.PASSWORD,
            "vaadin.productionMode=true"
        })
public @interface PortalTest {

    /** Of everybody in these tests. */
    String PASSWORD = "a quiet harbour at dawn";
}
