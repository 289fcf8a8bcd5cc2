package dev.slipway.portal.api;

import dev.slipway.kernel.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns every refusal and every fault of the API into an RFC 9457 problem with a stable code and what to do next. */
@RestControllerAdvice
class ProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Problem problem, HttpServletRequest request) {
        var detail = detail(HttpStatus.valueOf(problem.kind().status()), problem.code(), problem.getMessage(), request);
        detail.setProperty("errors", problem.fields());
        return Problems.answer(detail);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(UnreadableRequest e, HttpServletRequest request) {
        return Problems.answer(detail(e.status(), e.code(), String.valueOf(e.getMessage()), request));
    }

    /** The server's way to say that a parameter is no UTF-8, or that there are too many. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadableParameter(InvalidParameterException e, HttpServletRequest request)
            throws Exception {
        requireApi(e, request);
        return Problems.answer(detail(
                HttpStatus.BAD_REQUEST,
                "malformed_parameter",
                "The parameters cannot be read. Write what is not plain ASCII as %XX of its UTF-8.",
                request));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongParameter(MethodArgumentTypeMismatchException e, HttpServletRequest request) {
        var message = "The parameter " + e.getName() + " is not " + wanted(e.getRequiredType()) + ".";
        var detail = detail(HttpStatus.BAD_REQUEST, "malformed_parameter", message, request);
        detail.setProperty("errors", List.of(new Problem.FieldError("/" + e.getName(), message)));
        return Problems.answer(detail);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> missingParameter(
            MissingServletRequestParameterException e, HttpServletRequest request) {
        var message = "The parameter " + e.getParameterName() + " is missing. Add it to the address.";
        var detail = detail(HttpStatus.BAD_REQUEST, "missing_parameter", message, request);
        detail.setProperty("errors", List.of(new Problem.FieldError("/" + e.getParameterName(), message)));
        return Problems.answer(detail);
    }

    /** What Spring MVC refuses itself: unknown path, wrong method, missing parameter; and what nobody foresaw. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> other(Exception e, HttpServletRequest request) throws Exception {
        requireApi(e, request);
        if (isDatabaseDown(e)) {
            return databaseDown(e, request);
        }
        if (e instanceof ErrorResponse refusal && !refusal.getStatusCode().is5xxServerError()) {
            var code = Problems.code(refusal.getStatusCode());
            return Problems.answer(
                    detail(refusal.getStatusCode(), code, sentence(refusal, e), request), refusal.getHeaders());
        }
        var incident = UUID.randomUUID().toString();
        log.error("api.failed incident={} path={}", incident, request.getRequestURI(), e);
        var detail = detail(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal_error",
                "Slipway failed to answer. Tell your admin the incident " + incident + "; the log has the details.",
                request);
        detail.setProperty("incident", incident);
        return Problems.answer(detail);
    }

    private static ResponseEntity<ProblemDetail> databaseDown(Exception e, HttpServletRequest request) {
        log.warn("api.database-down path={} reason={}", request.getRequestURI(), e.getMessage());
        return Problems.answer(detail(
                HttpStatus.SERVICE_UNAVAILABLE,
                "database_unavailable",
                "The database does not answer. Nothing was changed; try again in a minute.",
                request));
    }

    private static boolean isDatabaseDown(Throwable e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isOfTheConnection(sql)) {
                return true;
            }
        }
        return false;
    }

    /**
     * No connection to be had, one that broke (SQL states 08), a server going down or starting (57P); the pool itself
     * gives no state when a connection that it closed is used.
     */
    private static boolean isOfTheConnection(SQLException e) {
        var state = e.getSQLState();
        return e instanceof SQLTransientConnectionException
                || state == null
                || state.startsWith("08")
                || state.startsWith("57P");
    }

    /** What is not the API's is left to who serves it. */
    private static void requireApi(Exception e, HttpServletRequest request) throws Exception {
        if (!Problems.isApi(request, request.getRequestURI())) {
            throw e;
        }
    }

    private static String sentence(ErrorResponse refusal, Exception e) {
        if (e instanceof HttpRequestMethodNotSupportedException other) {
            var known = other.getSupportedMethods();
            return other.getMethod() + " is not possible here. Use "
                    + String.join(", ", known == null ? new String[] {"another"} : known) + ".";
        }
        var message = refusal.getBody().getDetail();
        return message == null ? e.toString() : message;
    }

    private static String wanted(@Nullable Class<?> type) {
        if (type == Instant.class) {
            return Moments.WANTED;
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        return type != null && (Number.class.isAssignableFrom(type) || type.isPrimitive())
                ? "a whole number"
                : "readable";
    }

    private static ProblemDetail detail(
            HttpStatusCode status, String code, String message, HttpServletRequest request) {
        return Problems.of(status, code, message, request.getRequestURI());
    }
}
