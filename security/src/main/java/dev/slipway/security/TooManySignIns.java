package dev.slipway.security;

import dev.slipway.kernel.Problem;

/** More passwords than can be computed at once; nothing was counted against anybody. */
public final class TooManySignIns extends Problem {

    private static final long serialVersionUID = 1L;

    public TooManySignIns() {
        super(
                Kind.TOO_MANY,
                "too_many_sign_ins",
                "Too many people give their passwords at this moment. Try again in a few seconds.");
    }
}
