package dev.slipway.portal.api;

import dev.slipway.kernel.InvalidField;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses parameters that no text column holds, after it was asked whether the caller may ask. */
final class TextInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null) {
            request.getParameterMap().forEach(TextInterceptor::check);
        }
        return true;
    }

    private static void check(String name, String[] values) {
        for (var value : values) {
            if (!StrictJson.isStorable(value)) {
                throw new InvalidField("/" + name, "The parameter " + name + " holds NUL. Leave it out.");
            }
        }
    }
}
