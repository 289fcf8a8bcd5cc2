package dev.slipway.security;

import dev.slipway.kernel.Problem;

/** Nobody is signed in, or the token is unknown, revoked or expired. */
public final class NotSignedIn extends Problem {

    private static final long serialVersionUID = 1L;

    public NotSignedIn(String message) {
        super(Kind.NOT_SIGNED_IN, "not_signed_in", message);
    }
}
