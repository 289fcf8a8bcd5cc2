package dev.slipway.security;

import dev.slipway.kernel.Problem;

/** The name is taken. */
public final class AlreadyThere extends Problem {

    private static final long serialVersionUID = 1L;

    public AlreadyThere(String what, String name) {
        super(Kind.CONFLICT, "already_there", "There is a " + what + " " + name + " already. Choose another name.");
    }
}
