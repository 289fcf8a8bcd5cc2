package dev.slipway.experiments.internal;

import dev.slipway.experiments.Artifacts.ArtifactFile;
import dev.slipway.experiments.Runs.CurvePoint;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is asked of MLflow, in our words. Each call has a time limit and throws MlflowUnavailable when it is not answered. */
public interface TrackingServer {

    List<RawExperiment> experiments();

    /** @param pageToken empty for the first page */
    RunPage runs(List<String> experimentIds, String filter, String orderBy, int limit, String pageToken);

    Optional<RawRun> run(String runId);

    List<RawModel> models();

    List<RawVersion> versions(@Nullable String model);

    List<CurvePoint> metricHistory(String runId, String key);

    /** @return the version's number */
    String createVersion(String model, String source, String runId, String description);

    /** Does nothing when the model is there. */
    void createModel(String model, Map<String, String> tags);

    Optional<LoggedModelInfo> loggedModel(String modelId);

    List<ArtifactFile> runArtifacts(String runId, String path);

    InputStream openRunArtifact(String runId, String path);

    List<ArtifactFile> versionArtifacts(String model, String version, String path);

    InputStream openVersionArtifact(String model, String version, String path);

    record RawExperiment(
            String id,
            String name,
            String lifecycleStage,
            long creationTime,
            long lastUpdateTime,
            String artifactLocation,
            Map<String, String> tags) {}

    record RawMetric(String key, double value, long step, long timestamp) {}

    /** @param metrics in MLflow's order; @param inputs name, digest, source_type of each data set, and context where it has one */
    record RawRun(
            String id,
            String experimentId,
            String name,
            String status,
            @Nullable Long startTime,
            @Nullable Long endTime,
            String userId,
            String artifactUri,
            String lifecycleStage,
            List<RawMetric> metrics,
            Map<String, String> params,
            Map<String, String> tags,
            List<Map<String, String>> inputs,
            List<String> modelIds) {}

    record RunPage(List<RawRun> runs, String nextPageToken) {}

    record RawModel(
            String name,
            String description,
            long creationTime,
            long lastUpdatedTime,
            Map<String, String> tags,
            Map<String, String> aliases) {}

    record RawVersion(
            String model,
            int version,
            @Nullable String runId,
            String source,
            String status,
            String description,
            long creationTime,
            long lastUpdatedTime,
            Map<String, String> tags) {}

    record LoggedModelInfo(
            String modelId, String name, @Nullable String runId, Instant createdAt) {}
}
