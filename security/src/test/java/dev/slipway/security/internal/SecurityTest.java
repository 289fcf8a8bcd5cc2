package dev.slipway.security.internal;

import dev.slipway.db.test.PostgresTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** The module with a database of the test class's own and a clock that is moved by hand. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@PostgresTest
@SpringBootTest(
        classes = SecurityTestContext.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "slipway.security.admin-username=root",
            "slipway.security.admin-password=first things first",
            "logging.level.root=warn",
            "spring.main.banner-mode=off"
        })
@interface SecurityTest {}
