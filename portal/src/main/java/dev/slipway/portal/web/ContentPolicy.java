package dev.slipway.portal.web;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;

/**
 * What a page may load and run. The page that starts the screens carries scripts in itself: each gets a nonce that is
 * new with every answer, so that a script somebody else smuggles in does not run. Why it still says {@code unsafe-eval}:
 * docs/decisions/2026-11-24-content-security-policy.md.
 */
@Component
class ContentPolicy implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1L;

    static final String HEADER = "Content-Security-Policy";

    /** For answers that are data. */
    static final String NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /** For pages without a script of their own. */
    static final String PLAIN = policy("'self'", "'self'");

    /** The development server brings scripts and a socket of its own. */
    private static final String DEVELOPMENT = policy("'self' 'unsafe-inline' 'unsafe-eval'", "'self' ws:");

    private static final int NONCE_BYTES = 16;

    private final transient SecureRandom random = new SecureRandom();

    @Override
    public void serviceInit(ServiceInitEvent event) {
        var production = event.getSource().getDeploymentConfiguration().isProductionMode();
        event.addIndexHtmlRequestListener(
                response -> setHeader(response, production ? withNonce(response) : DEVELOPMENT));
    }

    private String withNonce(IndexHtmlResponse response) {
        var nonce = nonce();
        response.getDocument().select("script").attr("nonce", nonce);
        return policy("'self' 'nonce-" + nonce + "' 'unsafe-eval'", "'self'");
    }

    private String nonce() {
        var bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void setHeader(IndexHtmlResponse response, String policy) {
        response.getVaadinResponse().setHeader(HEADER, policy);
    }

    private static String policy(String scripts, String connections) {
        return "default-src 'self'; script-src " + scripts
                + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                + "font-src 'self' data:; connect-src " + connections + "; frame-ancestors 'none'; base-uri 'self'; "
                + "form-action 'self'; object-src 'none'";
    }
}
