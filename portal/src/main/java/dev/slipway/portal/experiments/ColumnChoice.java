package dev.slipway.portal.experiments;

import dev.slipway.experiments.Runs.RunColumns;
import dev.slipway.experiments.Runs.RunFacets;
import dev.slipway.portal.experiments.RunColumn.Fact;
import dev.slipway.portal.experiments.RunColumn.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Which columns the workbench has.
 *
 * @param unknown what the address asked for and no run of the experiment has
 */
record ColumnChoice(List<RunColumn> shown, List<String> unknown) {

    private static final int USUAL_METRICS = 4;
    private static final int USUAL_PARAMS = 6;
    private static final List<Fact> USUAL_FACTS = List.of(Fact.BECAME, Fact.STARTED, Fact.TOOK);

    ColumnChoice {
        shown = List.copyOf(shown);
        unknown = List.copyOf(unknown);
    }

    /** @param wanted as in the address; none: the usual ones, of the parameters only those that differ */
    static ColumnChoice of(List<String> wanted, RunColumns known, RunFacets facets) {
        if (wanted.isEmpty()) {
            return new ColumnChoice(usual(known, facets), List.of());
        }
        var shown = new ArrayList<RunColumn>();
        var unknown = new ArrayList<String>();
        wanted.stream()
                .distinct()
                .forEach(text -> RunColumn.parse(text)
                        .filter(column -> isKnown(column, known))
                        .ifPresentOrElse(shown::add, () -> unknown.add(text)));
        shown.sort(Comparator.comparing(RunColumn::kind));
        return new ColumnChoice(shown, unknown);
    }

    private static List<RunColumn> usual(RunColumns known, RunFacets facets) {
        var columns = new ArrayList<RunColumn>();
        USUAL_FACTS.stream().map(Fact::column).forEach(columns::add);
        usualMetrics(known).stream().map(RunColumn::metric).forEach(columns::add);
        differing(facets).stream().limit(USUAL_PARAMS).map(RunColumn::param).forEach(columns::add);
        return columns;
    }

    private static List<String> usualMetrics(RunColumns known) {
        var sorted = MetricOrder.sorted(known.metrics());
        var results = sorted.stream().filter(MetricOrder::isResult).toList();
        return (results.isEmpty() ? sorted : results)
                .stream().limit(USUAL_METRICS).toList();
    }

    /** Parameters with more than one value over the runs that match; one with few values splits them better and comes first. */
    static List<String> differing(RunFacets facets) {
        return facets.params().entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .sorted(Comparator.comparing((Map.Entry<String, Long> entry) ->
                                !entry.getKey().equals("model"))
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isKnown(RunColumn column, RunColumns known) {
        return all(column.kind(), known).contains(column.key());
    }

    /** Every key of a kind. */
    static List<String> all(Kind kind, RunColumns known) {
        return switch (kind) {
            case RUN ->
                Arrays.stream(Fact.values()).map(fact -> fact.column().key()).toList();
            case METRIC -> known.metrics();
            case PARAM -> known.params();
            case TAG -> known.tags();
        };
    }

    List<RunColumn> of(Kind kind) {
        return shown.stream().filter(column -> column.kind() == kind).toList();
    }
}
