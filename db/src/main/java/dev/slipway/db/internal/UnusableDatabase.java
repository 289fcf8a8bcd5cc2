package dev.slipway.db.internal;

import dev.slipway.kernel.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The database cannot be used as it is configured; the message says what to change. */
final class UnusableDatabase extends Problem {

    private static final long serialVersionUID = 1L;

    UnusableDatabase(String message) {
        this(message, null);
    }

    UnusableDatabase(String message, @Nullable Throwable cause) {
        super(Kind.UNAVAILABLE, "database_unusable", message, List.of(), cause);
    }
}
