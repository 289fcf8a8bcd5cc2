package dev.slipway.experiments;

import dev.slipway.kernel.Page;
import dev.slipway.kernel.PageQuery;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import dev.slipway.security.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The runs the caller may see, out of the index. */
@Service
public class Runs {

    /**
     * MLflow's search: same filter grammar, same order, same ties. Ids that are unknown or not the caller's add nothing.
     *
     * @throws InvalidFilter with the offending position, for the filter or an order
     */
    @Requires(Permission.READ)
    public Page<RunRow> search(RunQuery query, PageQuery page) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** What can stand in a filter or a column over these experiments, for completion and the column picker. */
    @Requires(Permission.READ)
    public RunColumns columns(List<String> experimentIds) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** @throws RunNotFound if there is none with this id */
    @Requires(Permission.READ)
    public RunDetails get(String runId) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Two to twenty runs, in the order asked for. */
    @Requires(Permission.COMPARE_RUNS)
    public List<RunRow> compare(List<String> runIds) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * The history of one metric by step, read from MLflow and thinned by largest triangle, three buckets
     * (Steinarsson 2013) when it has more than {@code points}.
     *
     * @param points 3 to 10,000
     */
    @Requires(Permission.READ)
    public List<CurvePoint> curve(String runId, String metricKey, int points) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * @param filter MLflow's filter text, empty for all
     * @param orderBy MLflow's, such as {@code metrics.accuracy DESC}
     */
    public record RunQuery(List<String> experimentIds, String filter, List<String> orderBy) {
        public RunQuery {
            experimentIds = List.copyOf(experimentIds);
            orderBy = List.copyOf(orderBy);
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

    /** @param inputs the data sets MLflow has for it */
    public record RunDetails(
            RunRow run,
            String experimentName,
            @Nullable TeamId team,
            String artifactsUri,
            String mlflowPage,
            List<RunInput> inputs,
            List<String> modelIds) {}

    public record RunInput(String name, String digest, String sourceType, String context) {}

    public record RunColumns(List<String> metrics, List<String> params, List<String> tags) {}

    public record CurvePoint(long step, Instant timestamp, double value) {}
}
