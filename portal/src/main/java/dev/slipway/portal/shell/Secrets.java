package dev.slipway.portal.shell;

import com.vaadin.flow.router.BeforeEnterEvent;

/** The secret of a one-time link. */
final class Secrets {

    private Secrets() {}

    /** Empty when the address has none. */
    static String in(BeforeEnterEvent event) {
        return event.getLocation()
                .getQueryParameters()
                .getSingleParameter("secret")
                .orElse("");
    }
}
