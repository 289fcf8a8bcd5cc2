package dev.slipway.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.stereotype.Component;

/**
 * Below /api/v1 names of metrics and models stand in the path, and may hold a slash or a percent sign, written as %2F and
 * %25: the API's paths are matched segment by segment, so these cannot lead elsewhere. Everywhere else they are refused.
 */
@Component
class ApiFirewall implements HttpFirewall {

    private final StrictHttpFirewall strict = new StrictHttpFirewall();
    private final StrictHttpFirewall forNames = new StrictHttpFirewall();

    ApiFirewall() {
        forNames.setAllowUrlEncodedSlash(true);
        forNames.setAllowUrlEncodedDoubleSlash(true);
        forNames.setAllowUrlEncodedPercent(true);
    }

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        var isApi = request.getRequestURI().startsWith(request.getContextPath() + "/api/v1/");
        return (isApi ? forNames : strict).getFirewalledRequest(request);
    }

    @Override
    public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
        return strict.getFirewalledResponse(response);
    }
}
