package dev.slipway.portal.api;

import dev.slipway.experiments.Runs;
import dev.slipway.experiments.Runs.CurvePoint;
import dev.slipway.experiments.Runs.RunDetails;
import dev.slipway.experiments.Runs.RunInput;
import dev.slipway.experiments.Runs.RunQuery;
import dev.slipway.experiments.Runs.RunRow;
import dev.slipway.experiments.VersionRef;
import dev.slipway.portal.api.PageRequest.Items;
import dev.slipway.portal.api.UnknownPaths.PathNotFound;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/runs")
@Tag(name = "runs")
class RunsApi {

    private static final int DEFAULT_POINTS = 1000;

    private final Runs runs;

    RunsApi(Runs runs) {
        this.runs = runs;
    }

    @PostMapping("/search")
    @Requires(Permission.READ)
    @Operation(summary = "Runs by MLflow's filter, in MLflow's order")
    @RequestBody(content = @Content(schema = @Schema(implementation = SearchBody.class)))
    Items<RunBody> search(JsonBody body) {
        var search = body.read(SearchBody.class);
        var page = PageRequest.of(search.limit(), search.pageToken(), search.fingerprint());
        return page.answer(runs.search(search.query(), page.query()).map(RunBody::of));
    }

    @GetMapping("/{runId}")
    @Requires(Permission.READ)
    @Operation(summary = "One run, with its inputs and what became of it")
    RunDetailsBody get(@PathVariable String runId) {
        return RunDetailsBody.of(runs.get(runId));
    }

    @PostMapping("/compare")
    @Requires(Permission.COMPARE_RUNS)
    @Operation(summary = "Two to twenty runs side by side")
    @RequestBody(content = @Content(schema = @Schema(implementation = CompareBody.class)))
    Items<RunBody> compare(JsonBody body) {
        var rows = runs.compare(Lists.orEmpty(body.read(CompareBody.class).runIds())).stream()
                .map(RunBody::of)
                .toList();
        return Items.all(rows);
    }

    @GetMapping("/{runId}/metrics/{*key}")
    @Requires(Permission.READ)
    @Operation(summary = "The history of a metric, thinned to at most `points` by largest triangle, three buckets")
    Items<PointBody> curve(
            @PathVariable String runId,
            @PathVariable String key,
            @RequestParam(defaultValue = "" + DEFAULT_POINTS) int points) {
        if (key.length() < 2) {
            throw new PathNotFound("GET /api/v1/runs/" + runId + "/metrics without a metric's key");
        }
        var curve = runs.curve(runId, key.substring(1), points).stream()
                .map(PointBody::of)
                .toList();
        return Items.all(curve);
    }

    @Json
    record SearchBody(
            @Nullable List<String> experimentIds,
            @Nullable String filter,
            @Nullable List<String> orderBy,
            @Nullable Integer limit,
            @Nullable String pageToken) {

        RunQuery query() {
            return new RunQuery(Lists.orEmpty(experimentIds), filter == null ? "" : filter, Lists.orEmpty(orderBy));
        }

        String fingerprint() {
            return "runs|" + query();
        }
    }

    @Json
    record CompareBody(@Nullable List<String> runIds) {}

    @Json
    record PointBody(long step, Instant timestamp, Object value) {
        static PointBody of(CurvePoint point) {
            return new PointBody(point.step(), point.timestamp(), number(point.value()));
        }
    }

    @Json
    record VersionNameBody(String model, String version) {
        static VersionNameBody of(VersionRef ref) {
            return new VersionNameBody(ref.model(), ref.version());
        }
    }

    @Json
    record RunBody(
            String runId,
            String experimentId,
            String runName,
            String status,
            @Nullable Instant startTime,
            @Nullable Instant endTime,
            String userId,
            Map<String, Object> metrics,
            Map<String, String> params,
            Map<String, String> tags,
            List<VersionNameBody> versions) {

        static RunBody of(RunRow run) {
            return new RunBody(
                    run.runId(),
                    run.experimentId(),
                    run.runName(),
                    run.status().name(),
                    run.startTime(),
                    run.endTime(),
                    run.userId(),
                    numbers(run.metrics()),
                    run.params(),
                    run.tags(),
                    run.versions().stream().map(VersionNameBody::of).toList());
        }
    }

    @Json
    record RunDetailsBody(
            String runId,
            String experimentId,
            String experimentName,
            String runName,
            String status,
            @Nullable Instant startTime,
            @Nullable Instant endTime,
            String userId,
            Map<String, Object> metrics,
            Map<String, String> params,
            Map<String, String> tags,
            List<InputBody> inputs,
            String artifactsUri,
            String mlflowPage,
            List<String> modelIds,
            List<VersionNameBody> versions) {

        static RunDetailsBody of(RunDetails details) {
            var run = RunBody.of(details.run());
            return new RunDetailsBody(
                    run.runId(),
                    run.experimentId(),
                    details.experimentName(),
                    run.runName(),
                    run.status(),
                    run.startTime(),
                    run.endTime(),
                    run.userId(),
                    run.metrics(),
                    run.params(),
                    run.tags(),
                    details.inputs().stream().map(InputBody::of).toList(),
                    details.artifactsUri(),
                    details.mlflowPage(),
                    details.modelIds(),
                    run.versions());
        }
    }

    @Json
    record InputBody(String name, String digest, String sourceType, String context) {
        static InputBody of(RunInput input) {
            return new InputBody(input.name(), input.digest(), input.sourceType(), input.context());
        }
    }

    static Map<String, Object> numbers(Map<String, Double> metrics) {
        var numbers = new LinkedHashMap<String, Object>();
        metrics.forEach((key, value) -> numbers.put(key, number(value)));
        return numbers;
    }

    /** JSON has no NaN and no infinity: they travel as text, as in MLflow. */
    static Object number(double value) {
        return Double.isFinite(value) ? (Object) value : Double.toString(value);
    }
}
