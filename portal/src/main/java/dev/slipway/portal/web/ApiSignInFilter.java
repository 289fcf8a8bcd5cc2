package dev.slipway.portal.web;

import dev.slipway.security.NotSignedIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Puts who calls the API into the request, or answers with the problem at once. */
final class ApiSignInFilter extends OncePerRequestFilter {

    private final ApiSignIn signIn;
    private final HandlerExceptionResolver problems;

    ApiSignInFilter(ApiSignIn signIn, HandlerExceptionResolver problems) {
        this.signIn = signIn;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            signIn.of(request).ifPresent(caller -> SecurityContextHolder.setContext(new SecurityContextImpl(caller)));
        } catch (NotSignedIn e) {
            ApiRefusals.challenge(response);
            problems.resolveException(request, response, null, e);
            return;
        } catch (DataAccessException | TransactionException e) {
            problems.resolveException(request, response, null, e);
            return;
        }
        chain.doFilter(request, response);
    }
}
