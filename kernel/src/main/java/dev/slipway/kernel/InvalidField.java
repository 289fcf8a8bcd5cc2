package dev.slipway.kernel;

import java.util.List;

/** One field of a request cannot be used; the message names the fix. */
public final class InvalidField extends Problem {

    private static final long serialVersionUID = 1L;

    public InvalidField(String pointer, String message) {
        super(Kind.INVALID, "invalid_field", message, List.of(new FieldError(pointer, message)), null);
    }
}
