package dev.slipway.portal.web;

import dev.slipway.security.Forbidden;
import dev.slipway.security.NotSignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** The API refuses with a problem document, never with a redirect. */
final class ApiRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final HandlerExceptionResolver problems;

    ApiRefusals(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal) {
        challenge(response);
        var refused = new NotSignedIn("Nobody is signed in. Send a token as Authorization: Bearer slp_...");
        problems.resolveException(request, response, null, refused);
    }

    /** How to sign in here, as RFC 6750 wants it with every 401. */
    static void challenge(HttpServletResponse response) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"slipway\"");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refusal) {
        var refused = new Forbidden("access_denied", "You may not do this. Ask an admin of your team.");
        problems.resolveException(request, response, null, refused);
    }
}
