package dev.slipway.portal.web;

import com.vaadin.flow.server.HandlerHelper.RequestType;
import com.vaadin.flow.shared.ApplicationConstants;
import dev.slipway.security.SignedIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks at each request of a session whether it is still good, and what its owner may do now. A session that is not is
 * refused, and ended with the page it asks for. With the database down the request goes on: the services refuse, and the
 * screen can say why.
 */
final class SessionFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(SessionFilter.class);

    static final String ENDED = WebSecurity.LOGIN + "?ended";

    private static final String MARK = SessionFilter.class.getName() + ".ended";

    private final SessionGuard guard;
    private final SecurityContextRepository contexts;
    private final RequestCache asked;

    SessionFilter(SessionGuard guard, SecurityContextRepository contexts, RequestCache asked) {
        this.guard = guard;
        this.contexts = contexts;
        this.asked = asked;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var present = SecurityContextHolder.getContext().getAuthentication();
        if (present == null || !(present.getPrincipal() instanceof SignedIn signedIn)) {
            chain.doFilter(request, response);
            return;
        }
        var admitted = admit(present, signedIn);
        if (admitted.isEmpty()) {
            end(request, response);
            return;
        }
        remember(present, admitted.get(), request, response);
        chain.doFilter(request, response);
    }

    private Optional<Authentication> admit(Authentication present, SignedIn signedIn) {
        try {
            return guard.admit(signedIn);
        } catch (DataAccessException | TransactionException e) {
            log.warn("web.session-unchecked user={} reason={}", signedIn.username(), e.getMessage());
            return Optional.of(present);
        }
    }

    /** Only what changed is written: the views read it from the session, in push threads too. */
    private void remember(
            Authentication present, Authentication now, HttpServletRequest request, HttpServletResponse response) {
        if (present.getAuthorities().equals(now.getAuthorities())) {
            return;
        }
        var context = new SecurityContextImpl(now);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    /** Background requests make the browser load its page again: that request is remembered, and comes back after signing in. */
    private void end(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SecurityContextHolder.clearContext();
        var kind = request.getParameter(ApplicationConstants.REQUEST_TYPE_PARAMETER);
        if (RequestType.HEARTBEAT.getIdentifier().equals(kind)) {
            response.sendError(HttpServletResponse.SC_GONE);
        } else if (RequestType.UIDL.getIdentifier().equals(kind)
                || RequestType.PUSH.getIdentifier().equals(kind)) {
            tellTheClientEngine(response);
        } else {
            beginAnew(request, response);
        }
    }

    private void beginAnew(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        request.getSession(true).setAttribute(MARK, true);
        asked.saveRequest(request, response);
        response.sendRedirect(request.getContextPath() + ENDED);
    }

    /** Whether who asks was signed in before: a page that loads twice, or one whose session the server forgot, says so as well. */
    static boolean hasEnded(HttpServletRequest request) {
        var session = request.getSession(false);
        var marked = session != null && session.getAttribute(MARK) != null;
        return marked || (request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid());
    }

    /** The word on which Vaadin's client loads its page again, where a redirect would be followed in silence. */
    private static void tellTheClientEngine(HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().write("Vaadin-Refresh");
    }
}
