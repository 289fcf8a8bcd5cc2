package dev.slipway.portal.web;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** What the server itself refuses, because it cannot read the request, is told in the API's words where it is the API's. */
public final class ProblemValve extends ErrorReportValve {

    private static final String PROBLEM = """
            {"title":"%s","status":%d,"detail":"%s","code":"%s","errors":[]}""";

    /** Made by the server, by name. */
    public ProblemValve() {
        setShowReport(false);
        setShowServerInfo(false);
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (!isApi(request)) {
            super.report(request, response, failure);
            return;
        }
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType("application/problem+json");
            response.setCharacterEncoding("UTF-8");
            response.getReporter().write(problem(response.getStatus()));
            response.finishResponse();
        } catch (IOException e) {
            container.getLogger().debug("web.refusal-unread", e);
        }
    }

    /** An address that cannot be read at all may have been meant for the API. */
    private static boolean isApi(Request request) {
        @Nullable String path = request.getRequestURI();
        return path == null || path.isEmpty() || path.equals("/api") || path.startsWith("/api/");
    }

    private static String problem(int status) {
        return status < 500
                ? PROBLEM.formatted(
                        "Bad Request",
                        status,
                        "The request cannot be read. Write special characters of the address as %XX of their UTF-8.",
                        "bad_request")
                : PROBLEM.formatted(
                        "Internal Server Error",
                        status,
                        "Slipway failed to answer. Try again; if it stays, tell your admin the time and the address.",
                        "internal_error");
    }
}
