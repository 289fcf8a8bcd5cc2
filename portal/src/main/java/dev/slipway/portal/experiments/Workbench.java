package dev.slipway.portal.experiments;

import dev.slipway.experiments.RunHints;
import dev.slipway.experiments.Runs;
import dev.slipway.experiments.Runs.RunColumns;
import dev.slipway.experiments.Runs.RunFacets;
import dev.slipway.experiments.Runs.RunQuery;
import dev.slipway.experiments.Runs.RunRow;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.PageQuery;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The runs of one experiment as the workbench asks for them. */
record Workbench(Runs runs, RunHints hints, String experimentId) {

    private static final int MOST_VALUES = 200;
    private static final int FEW = 4;
    private static final int SPLITTERS = 2;

    /** @throws dev.slipway.experiments.InvalidFilter for a filter or order that cannot be read */
    Finding find(RunsState state) {
        var query = query(state);
        var begun = System.nanoTime();
        var total = runs.search(query, PageQuery.first(1)).total();
        var took = Duration.ofNanos(System.nanoTime() - begun);
        return new Finding(state, total, took, runs.columns(ids()), runs.facets(query));
    }

    Page<RunRow> rows(RunsState state, int offset, int limit) {
        return runs.search(query(state), new PageQuery(offset, limit));
    }

    /** How many runs match, for saying what would. */
    long count(RunsState state) {
        return runs.search(query(state.withOrderBy(List.of())), PageQuery.first(1))
                .total();
    }

    private RunQuery query(RunsState state) {
        return new RunQuery(ids(), state.filter(), state.orderBy(), state.registered());
    }

    boolean hasRegistered() {
        return hints.hasRegistered(ids());
    }

    /** The values of the parameters that split the runs into few heaps; {@code model} before others. */
    Map<String, List<String>> splitters() {
        var all = runs.facets(query(RunsState.START));
        var few = ColumnChoice.differing(all).stream()
                .filter(key -> all.params().getOrDefault(key, 0L) <= FEW)
                .limit(SPLITTERS)
                .toList();
        var found = hints.values(ids(), few);
        var ordered = new LinkedHashMap<String, List<String>>();
        few.forEach(key -> ordered.put(key, found.getOrDefault(key, List.of())));
        return ordered;
    }

    List<String> values(String param) {
        return hints.values(ids(), param, MOST_VALUES);
    }

    String stamp() {
        return hints.stamp(ids());
    }

    private List<String> ids() {
        return List.of(experimentId);
    }

    /** @param took of the search alone */
    record Finding(RunsState state, long total, Duration took, RunColumns known, RunFacets facets) {

        /** Of a filter that cannot be read. */
        static final Finding NOTHING = new Finding(
                RunsState.START,
                0,
                Duration.ZERO,
                new RunColumns(List.of(), List.of(), List.of()),
                new RunFacets(Map.of(), Map.of()));

        ColumnChoice choice() {
            return ColumnChoice.of(state.columns(), known, facets);
        }
    }
}
