package dev.slipway.serving.internal.twin;

import org.jspecify.annotations.Nullable;

/** A twin that cannot be compared. The message is a sentence for the report: what is wrong, why, what to do. */
public final class UnusableTwin extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableTwin(String message) {
        this(message, null);
    }

    UnusableTwin(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
