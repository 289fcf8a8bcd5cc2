package dev.slipway.experiments.filter;

import java.util.List;

/**
 * A filter over runs: conditions that all have to hold. The grammar is that of MLflow 3.17's {@code search_runs}; what it
 * refuses is refused here.
 */
public record RunFilter(List<Comparison> comparisons) {

    public RunFilter {
        comparisons = List.copyOf(comparisons);
    }

    /** @throws dev.slipway.experiments.InvalidFilter with the offending character */
    public static RunFilter parse(String text) {
        return text.isBlank() ? new RunFilter(List.of()) : new RunFilter(new Parser(text, "/filter").comparisons());
    }
}
