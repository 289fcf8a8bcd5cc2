package dev.slipway.portal.web;

import dev.slipway.security.NotSignedIn;
import dev.slipway.security.SignedIn;
import dev.slipway.security.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Who calls the API: the owner of the bearer token, or, for a link on a screen such as a download, who signed in to the
 * session. A session only reads, and only from a page of ours: so no other site can make it write.
 */
@Component
class ApiSignIn {

    private static final String SCHEME = "Bearer ";

    private static final Set<String> READING = Set.of("GET", "HEAD");

    /** What browsers say of a request that a page of ours, or the person at the address bar, made. */
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private final Tokens tokens;
    private final SessionGuard guard;

    ApiSignIn(Tokens tokens, SessionGuard guard) {
        this.tokens = tokens;
        this.guard = guard;
    }

    /** @throws NotSignedIn when a token is given and is no good */
    Optional<Authentication> of(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return session(request).flatMap(guard::admit);
        }
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new NotSignedIn("The Authorization header is no bearer token. Send Authorization: Bearer slp_...");
        }
        return guard.admit(tokens.authenticate(header.substring(SCHEME.length()).trim(), request.getRemoteAddr()));
    }

    private static Optional<SignedIn> session(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null || !READING.contains(request.getMethod()) || isFromElsewhere(request)) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                        session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY))
                .map(SecurityContext.class::cast)
                .map(SecurityContext::getAuthentication)
                .map(Authentication::getPrincipal)
                .filter(SignedIn.class::isInstance)
                .map(SignedIn.class::cast);
    }

    private static boolean isFromElsewhere(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        return site != null && !OURS.contains(site);
    }
}
