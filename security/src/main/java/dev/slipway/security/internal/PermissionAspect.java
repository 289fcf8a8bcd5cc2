package dev.slipway.security.internal;

import dev.slipway.security.Actors;
import dev.slipway.security.Requires;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Refuses a service call whose caller lacks the permission, before the method and its transaction begin. */
@Aspect
@Component
@Order(PermissionAspect.FIRST)
class PermissionAspect {

    /** Before transactions, and after what Spring itself needs to go first to tell an advice its method. */
    static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 10;

    private final Actors actors;

    PermissionAspect(Actors actors) {
        this.actors = actors;
    }

    @Before("within(dev.slipway..*) && @annotation(requires) && !within(dev.slipway.portal..*)")
    void check(Requires requires) {
        actors.current().require(requires.value());
    }
}
