package dev.slipway.experiments.filter;

import dev.slipway.experiments.InvalidFilter;
import java.util.List;

/**
 * A filter over runs: conditions that all have to hold. The grammar is that of MLflow 3.17's {@code search_runs}; what it
 * refuses is refused here.
 */
public record RunFilter(List<Comparison> comparisons) {

    private static final int MOST_CHARACTERS = 100_000;

    public RunFilter {
        comparisons = List.copyOf(comparisons);
    }

    /** @throws InvalidFilter with the offending character, or when it is too long to be answered soon */
    public static RunFilter parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new InvalidFilter(
                    "/filter", MOST_CHARACTERS, "a filter has at most " + MOST_CHARACTERS + " characters. Shorten it.");
        }
        return text.isBlank() ? new RunFilter(List.of()) : new RunFilter(new Parser(text, "/filter").comparisons());
    }
}
