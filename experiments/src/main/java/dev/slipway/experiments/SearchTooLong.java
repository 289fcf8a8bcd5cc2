package dev.slipway.experiments;

import dev.slipway.kernel.Problem;
import java.util.List;

/** The database was stopped at its limit for one question. Nothing is down. */
public final class SearchTooLong extends Problem {

    private static final long serialVersionUID = 1L;

    public SearchTooLong(Throwable cause) {
        super(
                Kind.UNAVAILABLE,
                "search_too_long",
                "The search took the database too long and was stopped. Use fewer comparisons, fewer experiments or a simpler order.",
                List.of(),
                cause);
    }
}
