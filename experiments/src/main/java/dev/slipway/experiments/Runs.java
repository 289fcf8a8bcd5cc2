package dev.slipway.experiments;

import dev.slipway.experiments.internal.CurveReader;
import dev.slipway.experiments.internal.Indexer;
import dev.slipway.experiments.internal.LoggedFolders;
import dev.slipway.experiments.internal.RunIndex;
import dev.slipway.experiments.internal.RunIndex.IndexedRun;
import dev.slipway.experiments.internal.RunInputs;
import dev.slipway.kernel.InvalidField;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.PageQuery;
import dev.slipway.security.Actors;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import dev.slipway.security.TeamId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The runs the caller may see, out of the index. */
@Service
public class Runs {

    private static final int FEWEST_COMPARED = 2;
    private static final int MOST_COMPARED = 20;
    private static final int FEWEST_POINTS = 3;
    private static final int MOST_POINTS = 10_000;

    private final Actors actors;
    private final RunIndex index;
    private final Indexer indexer;
    private final CurveReader curves;
    private final MlflowSettings settings;

    Runs(Actors actors, RunIndex index, Indexer indexer, CurveReader curves, MlflowSettings settings) {
        this.actors = actors;
        this.index = index;
        this.indexer = indexer;
        this.curves = curves;
        this.settings = settings;
    }

    /**
     * MLflow's search: same filter grammar, same order, same ties. Ids that are unknown or not the caller's add nothing.
     *
     * @throws InvalidFilter with the offending position, for the filter or an order
     */
    @Requires(Permission.READ)
    public Page<RunRow> search(RunQuery query, PageQuery page) {
        return index.search(query, page, actors.current());
    }

    /** Over all runs that match: the range of each metric and how many values each parameter has. */
    @Requires(Permission.READ)
    public RunFacets facets(RunQuery query) {
        return index.facets(query, actors.current());
    }

    /** What can stand in a filter or a column over these experiments, for completion and the column picker. */
    @Requires(Permission.READ)
    public RunColumns columns(List<String> experimentIds) {
        return index.columns(experimentIds, actors.current());
    }

    /** Read anew from MLflow where it answers, so that what was written to an old run shows. @throws RunNotFound if there is none with this id */
    @Requires(Permission.READ)
    public RunDetails get(String runId) {
        var known = find(runId);
        return details(indexer.refresh(runId) ? find(runId) : known);
    }

    /** Two to twenty runs, in the order asked for. */
    @Requires(Permission.COMPARE_RUNS)
    public List<RunRow> compare(List<String> runIds) {
        if (runIds.size() < FEWEST_COMPARED || runIds.size() > MOST_COMPARED) {
            throw new InvalidField("/run_ids", "2 to 20 runs can be compared at once; here are " + runIds.size() + ".");
        }
        if (new HashSet<>(runIds).size() < runIds.size()) {
            throw new InvalidField("/run_ids", "A run is given twice. Give each once.");
        }
        var found = index.byIds(runIds);
        for (var run : found) {
            actors.current()
                    .require(
                            Permission.COMPARE_RUNS,
                            run.team(),
                            "Run " + run.run().runId());
        }
        runIds.stream()
                .filter(id -> found.stream().noneMatch(run -> run.run().runId().equals(id)))
                .findFirst()
                .ifPresent(id -> {
                    throw new RunNotFound(id);
                });
        return found.stream().map(IndexedRun::run).toList();
    }

    /**
     * The history of one metric by step, read from MLflow and thinned by largest triangle, three buckets
     * (Steinarsson 2013) when it has more than {@code points}.
     *
     * @param points 3 to 10,000
     */
    @Requires(Permission.READ)
    public List<CurvePoint> curve(String runId, String metricKey, int points) {
        find(runId);
        if (points < FEWEST_POINTS || points > MOST_POINTS) {
            throw new InvalidField("/points", "points is " + points + "; give 3 to 10000.");
        }
        return curves.read(runId, metricKey, points);
    }

    /** @throws dev.slipway.security.Forbidden when it is another team's */
    void requireReadable(String runId) {
        find(runId);
    }

    private IndexedRun find(String runId) {
        var run = index.byIds(List.of(runId)).stream().findFirst().orElseThrow(() -> new RunNotFound(runId));
        actors.current().require(Permission.READ, run.team(), "Run " + runId);
        return run;
    }

    private RunDetails details(IndexedRun indexed) {
        var run = indexed.run();
        return new RunDetails(
                run,
                indexed.experimentName(),
                indexed.team(),
                indexed.artifactUri(),
                settings.runPage(run.experimentId(), run.runId()),
                RunInputs.of(indexed.inputs()),
                indexed.modelIds(),
                indexed.steps());
    }

    /**
     * @param filter MLflow's filter text, empty for all
     * @param orderBy MLflow's, such as {@code metrics.accuracy DESC}
     * @param registered only those that became a version, which MLflow's filter cannot say
     */
    public record RunQuery(List<String> experimentIds, String filter, List<String> orderBy, boolean registered) {
        public RunQuery {
            experimentIds = List.copyOf(experimentIds);
            orderBy = List.copyOf(orderBy);
        }

        public RunQuery(List<String> experimentIds, String filter, List<String> orderBy) {
            this(experimentIds, filter, orderBy, false);
        }
    }

    /**
     * @param metrics the latest value of each; NaN and the infinities are doubles here
     * @param versions what became of it
     */
    public record RunRow(
            String runId,
            String experimentId,
            String runName,
            RunStatus status,
            @Nullable Instant startTime,
            @Nullable Instant endTime,
            String userId,
            Map<String, Double> metrics,
            Map<String, String> params,
            Map<String, String> tags,
            List<VersionRef> versions) {}

    /**
     * @param inputs the data sets MLflow has for it
     * @param steps the last step of each metric that was measured over steps; one that stands at step 0 was not
     */
    public record RunDetails(
            RunRow run,
            String experimentName,
            @Nullable TeamId team,
            String artifactsUri,
            String mlflowPage,
            List<RunInput> inputs,
            List<String> modelIds,
            Map<String, Long> steps) {

        /** Whether it logged a model that can be registered. */
        public boolean hasModel() {
            return !modelIds.isEmpty() || !LoggedFolders.of(run.tags()).isEmpty();
        }
    }

    public record RunInput(String name, String digest, String sourceType, String context) {}

    public record RunColumns(List<String> metrics, List<String> params, List<String> tags) {}

    /** @param params how many different values each parameter has over the runs that have it */
    public record RunFacets(Map<String, Range> metrics, Map<String, Long> params) {

        /** From the lowest to the highest value that is a number. */
        public record Range(double low, double high) {}
    }

    public record CurvePoint(long step, Instant timestamp, double value) {}
}
