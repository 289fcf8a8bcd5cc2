package dev.slipway.portal.api;

import dev.slipway.security.Actors;
import dev.slipway.security.Forbidden;
import dev.slipway.security.Requires;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** The first of two guards: refuses before a parameter or a body is looked at. The service guards again. */
final class PermissionInterceptor implements HandlerInterceptor {

    private final Actors actors;

    PermissionInterceptor(Actors actors) {
        this.actors = actors;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            var requires = method.getMethodAnnotation(Requires.class);
            if (requires != null) {
                check(requires);
            }
        }
        return true;
    }

    private void check(Requires requires) {
        var actor = actors.current();
        var permission = requires.value();
        if (actor.holds(permission)) {
            return;
        }
        throw actor.scopes().contains(permission.scope())
                ? Forbidden.lacks(permission)
                : Forbidden.scope(permission.scope());
    }
}
