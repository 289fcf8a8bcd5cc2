package dev.slipway.portal.api;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** The shape of every refusal: RFC 9457 with a code and the fields concerned. */
final class Problems {

    private Problems() {}

    static ProblemDetail of(HttpStatusCode status, String code, String message, String path) {
        var detail = ProblemDetail.forStatusAndDetail(status, message);
        detail.setInstance(uri(path));
        detail.setProperty("code", code);
        detail.setProperty("errors", List.of());
        return detail;
    }

    static ResponseEntity<ProblemDetail> answer(ProblemDetail detail) {
        return answer(detail, HttpHeaders.EMPTY);
    }

    static ResponseEntity<ProblemDetail> answer(ProblemDetail detail, HttpHeaders headers) {
        return ResponseEntity.status(detail.getStatus())
                .headers(headers)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(detail);
    }

    /** Such as {@code method_not_allowed}. */
    static String code(HttpStatusCode status) {
        var known = HttpStatus.resolve(status.value());
        return known == null ? "http_" + status.value() : known.name().toLowerCase(Locale.ROOT);
    }

    /** Whether a path of this application is the API's. */
    static boolean isApi(HttpServletRequest request, String path) {
        var root = request.getContextPath() + "/api";
        return path.equals(root) || path.startsWith(root + "/");
    }

    private static @Nullable URI uri(String path) {
        try {
            return new URI(path);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
