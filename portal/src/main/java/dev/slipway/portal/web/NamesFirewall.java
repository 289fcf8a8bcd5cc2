package dev.slipway.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.stereotype.Component;

/**
 * Below /api/v1 and /models names of metrics and models stand in the path, and may hold a percent sign, a semicolon or a
 * backslash, in the API a slash too, each written as %XX: these paths are matched segment by segment, so such a name cannot
 * lead elsewhere. Everywhere else they are refused.
 */
@Component
class NamesFirewall implements HttpFirewall {

    private final StrictHttpFirewall strict = new StrictHttpFirewall();
    private final StrictHttpFirewall forPages = forNames();
    private final StrictHttpFirewall forApi = forNames();

    NamesFirewall() {
        forApi.setAllowUrlEncodedSlash(true);
        forApi.setAllowUrlEncodedDoubleSlash(true);
    }

    private static StrictHttpFirewall forNames() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowSemicolon(true);
        firewall.setAllowBackSlash(true);
        return firewall;
    }

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        return of(request).getFirewalledRequest(request);
    }

    private StrictHttpFirewall of(HttpServletRequest request) {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        if (path.contains(";") || path.contains("\\")) {
            return strict;
        }
        if (path.startsWith("/api/v1/")) {
            return forApi;
        }
        return path.startsWith("/models/") ? forPages : strict;
    }

    @Override
    public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
        return strict.getFirewalledResponse(response);
    }
}
