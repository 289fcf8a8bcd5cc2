package dev.slipway.portal.web;

import dev.slipway.kernel.Problem;
import dev.slipway.portal.api.UnreadableRequest;
import dev.slipway.portal.web.IdempotencyStore.Entry;
import dev.slipway.security.SignedIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Answers a write that is sent again with the same {@code Idempotency-Key} as it was answered the first time, for a day,
 * instead of doing it twice. What failed on our side is not remembered.
 */
final class IdempotencyFilter extends OncePerRequestFilter {

    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final IdempotencyStore store;
    private final HandlerExceptionResolver problems;

    IdempotencyFilter(IdempotencyStore store, HandlerExceptionResolver problems) {
        this.store = store;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(IdempotencyKey.HEADER) == null || !WRITES.contains(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn caller)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            var key = IdempotencyKey.of(caller, request.getHeader(IdempotencyKey.HEADER));
            once(key, new KeptBody(request), response, chain);
        } catch (Problem | UnreadableRequest | DataAccessException e) {
            problems.resolveException(request, response, null, e);
        }
    }

    private void once(IdempotencyKey key, KeptBody request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var digest = digest(request);
        if (store.begin(key.user(), key.hash(), digest)) {
            perform(key, request, new ContentCachingResponseWrapper(response), chain);
            return;
        }
        var entry = store.find(key.user(), key.hash()).orElseThrow(StillRunning::new);
        if (!MessageDigest.isEqual(entry.digest(), digest)) {
            throw new KeyReused();
        }
        replay(key, entry, response);
    }

    private void perform(
            IdempotencyKey key, KeptBody request, ContentCachingResponseWrapper response, FilterChain chain)
            throws ServletException, IOException {
        var done = false;
        try {
            chain.doFilter(request, response);
            done = response.getStatus() < HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
            if (done) {
                store.end(
                        key.user(),
                        key.hash(),
                        response.getStatus(),
                        key.seal(Answer.of(response).bytes()));
            }
        } finally {
            if (!done) {
                store.forget(key.user(), key.hash());
            }
        }
        response.copyBodyToResponse();
    }

    private static void replay(IdempotencyKey key, Entry entry, HttpServletResponse response) throws IOException {
        var sealed = entry.answer();
        if (sealed == null) {
            throw new StillRunning();
        }
        var answer = Answer.of(key.open(sealed));
        response.setStatus(entry.status());
        response.setHeader("Idempotency-Replayed", "true");
        if (!answer.contentType().isEmpty()) {
            response.setContentType(answer.contentType());
        }
        response.getOutputStream().write(answer.body());
    }

    private static byte[] digest(KeptBody request) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var line = request.getMethod() + " " + request.getRequestURI() + "?" + request.getQueryString() + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            return digest.digest(request.bytes());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its bytes: the content type, a line feed, the body. */
    private record Answer(String contentType, byte[] body) {

        static Answer of(ContentCachingResponseWrapper response) {
            var type = response.getContentType();
            return new Answer(type == null ? "" : type, response.getContentAsByteArray());
        }

        static Answer of(byte[] bytes) {
            var text = new String(bytes, StandardCharsets.ISO_8859_1);
            var end = text.indexOf('\n');
            return new Answer(text.substring(0, end), text.substring(end + 1).getBytes(StandardCharsets.ISO_8859_1));
        }

        byte[] bytes() {
            return (contentType + "\n" + new String(body, StandardCharsets.ISO_8859_1))
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    static final class KeyReused extends Problem {

        private static final long serialVersionUID = 1L;

        KeyReused() {
            super(
                    Kind.INVALID,
                    "idempotency_key_reused",
                    "This Idempotency-Key was sent with another request before. Send each request with a key of its own.");
        }
    }

    static final class StillRunning extends Problem {

        private static final long serialVersionUID = 1L;

        StillRunning() {
            super(
                    Kind.CONFLICT,
                    "idempotency_in_progress",
                    "The first request with this Idempotency-Key is still under way. Send it again in a moment for its answer.");
        }
    }
}
