package dev.slipway.portal.api;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;

/** What was refused before a controller was asked, such as an address that the firewall does not let through. */
@Controller
class ApiErrors extends BasicErrorController {

    ApiErrors(ErrorAttributes attributes, WebProperties web, List<ErrorViewResolver> views) {
        super(attributes, web.getError(), views);
    }

    @Override
    public ResponseEntity<Map<String, @Nullable Object>> error(HttpServletRequest request) {
        var path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        return Problems.isApi(request, path) ? problem(getStatus(request), path) : super.error(request);
    }

    private static ResponseEntity<Map<String, @Nullable Object>> problem(HttpStatus status, String path) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("title", status.getReasonPhrase());
        body.put("status", status.value());
        body.put("detail", sentence(status));
        body.put("instance", path);
        body.put("code", Problems.code(status));
        body.put("errors", List.of());
        return ResponseEntity.status(status)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    private static String sentence(HttpStatus status) {
        if (status == HttpStatus.METHOD_NOT_ALLOWED) {
            return "This method is not possible here. GET /api/openapi.json lists what is.";
        }
        return status.is5xxServerError()
                ? "Slipway failed to answer. Try again; if it stays, tell your admin the time and the address."
                : "The address or the method cannot be read. GET /api/openapi.json lists what there is; write special characters as %XX.";
    }
}
