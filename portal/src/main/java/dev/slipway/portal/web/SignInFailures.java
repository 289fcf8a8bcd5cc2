package dev.slipway.portal.web;

import dev.slipway.portal.web.SignInProvider.Busy;
import dev.slipway.portal.web.SignInProvider.LockedFor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Back to the form, with the reason in the address; the attempt's page itself keeps nothing of it. */
final class SignInFailures implements AuthenticationFailureHandler {

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        response.sendRedirect(request.getContextPath() + WebSecurity.LOGIN + "?" + reason(failure));
    }

    private static String reason(AuthenticationException failure) {
        return switch (failure) {
            case LockedFor locked -> "locked=" + locked.seconds();
            case Busy busy -> "busy";
            case AuthenticationServiceException down -> "unavailable";
            default -> "error";
        };
    }
}
