package dev.slipway.experiments.internal.mlflow;

import dev.slipway.experiments.ArtifactNotFound;
import dev.slipway.experiments.Artifacts.ArtifactFile;
import dev.slipway.experiments.MlflowSettings;
import dev.slipway.experiments.MlflowUnavailable;
import dev.slipway.experiments.ModelNotFound;
import dev.slipway.experiments.ModelRegistry;
import dev.slipway.experiments.Runs.CurvePoint;
import dev.slipway.experiments.VersionNotFound;
import dev.slipway.experiments.VersionRef;
import dev.slipway.experiments.internal.RegistryIndexer;
import dev.slipway.experiments.internal.TrackingServer;
import dev.slipway.kernel.InvalidField;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** MLflow behind our ports. The one place where its errors become ours. */
@Component
class Mlflow implements TrackingServer, ModelRegistry {

    private static final String API = "/api/2.0/mlflow/";
    private static final int PAGE = 1000;
    private static final String ACTIVE = "ACTIVE_ONLY";

    /** How MLflow 3 names a logged model as a version's source; it wants the id beside it. */
    /** So that an id, which becomes a part of the address, leads nowhere else. */
    private static final Pattern MODEL_ID = Pattern.compile("[\\w-]{1,100}");

    private static final String LOGGED_MODEL = "models:/";

    private final MlflowRest rest;
    private final TimedClient client;
    private final MlflowSettings settings;
    private final ObjectProvider<RegistryIndexer> indexer;

    Mlflow(MlflowSettings settings, ObjectProvider<RegistryIndexer> indexer) {
        this.settings = settings;
        this.rest = new MlflowRest(settings);
        this.client = new TimedClient(settings);
        this.indexer = indexer;
    }

    @Override
    public List<RawExperiment> experiments() {
        return pages(
                        "experiments",
                        token -> rest.search(
                                API + "experiments/search",
                                Map.of("max_results", PAGE, "view_type", ACTIVE, "page_token", token)))
                .stream()
                .map(Answers::experiment)
                .toList();
    }

    @Override
    public RunPage runs(List<String> experimentIds, String filter, String orderBy, int limit, String pageToken) {
        return call(() -> {
            var answer = checked(
                    "runs",
                    rest.search(
                            API + "runs/search",
                            Map.of(
                                    "experiment_ids", experimentIds,
                                    "filter", filter,
                                    "order_by", List.of(orderBy),
                                    "max_results", limit,
                                    "run_view_type", ACTIVE,
                                    "page_token", pageToken)));
            return new RunPage(
                    Answers.list(answer.path("runs"), Answers::run), Answers.text(answer, "next_page_token"));
        });
    }

    @Override
    public Optional<RawRun> run(String runId) {
        return found(() ->
                Answers.run(rest.get(API + "runs/get", Map.of("run_id", runId)).path("run")));
    }

    @Override
    public List<RawModel> models() {
        return pages(
                        "registered_models",
                        token -> rest.get(
                                API + "registered-models/search",
                                Map.of("max_results", Integer.toString(PAGE), "page_token", token)))
                .stream()
                .map(Answers::model)
                .toList();
    }

    @Override
    public List<RawVersion> versions(@Nullable String model) {
        var filter = model == null || (model.contains("'") && model.contains("\"")) ? "" : "name = " + quoted(model);
        return pages(
                        "model_versions",
                        token -> rest.get(
                                API + "model-versions/search",
                                Map.of("max_results", "10000", "filter", filter, "page_token", token)))
                .stream()
                .map(Answers::version)
                .filter(version -> model == null || version.model().equals(model))
                .toList();
    }

    /** MLflow takes off the quotes and knows no escape within; a name with both kinds is sorted out by the caller. */
    private static String quoted(String name) {
        return name.contains("'") ? "\"" + name + "\"" : "'" + name + "'";
    }

    @Override
    public List<CurvePoint> metricHistory(String runId, String key) {
        return pages(
                        "metrics",
                        token -> rest.get(
                                API + "metrics/get-history",
                                Map.of(
                                        "run_id",
                                        runId,
                                        "metric_key",
                                        key,
                                        "max_results",
                                        "25000",
                                        "page_token",
                                        token)))
                .stream()
                .map(Answers::point)
                .toList();
    }

    @Override
    public void createModel(String model, Map<String, String> tags) {
        var pairs = tags.entrySet().stream()
                .map(tag -> Map.of("key", tag.getKey(), "value", tag.getValue()))
                .toList();
        try {
            rest.send("POST", API + "registered-models/create", Map.of("name", model, "tags", pairs));
        } catch (MlflowRefusal refusal) {
            if (!refusal.isAlreadyThere()) {
                throw unusable("/model", refusal);
            }
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    @Override
    public String createVersion(String model, String source, String runId, String description) {
        try {
            var body = new LinkedHashMap<>(
                    Map.of("name", model, "source", source, "run_id", runId, "description", description));
            if (source.startsWith(LOGGED_MODEL)) {
                body.put("model_id", source.substring(LOGGED_MODEL.length()));
            }
            var answer = rest.send("POST", API + "model-versions/create", body);
            return Answers.text(answer.path("model_version"), "version");
        } catch (MlflowRefusal refusal) {
            throw unusable("/path", refusal);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    @Override
    public Optional<LoggedModelInfo> loggedModel(String modelId) {
        if (!MODEL_ID.matcher(modelId).matches()) {
            return Optional.empty();
        }
        return found(() -> {
            var info = rest.get(API + "logged-models/" + modelId, Map.of())
                    .path("model")
                    .path("info");
            var run = Answers.text(info, "source_run_id");
            return new LoggedModelInfo(
                    Answers.text(info, "model_id"),
                    Answers.text(info, "name"),
                    run.isEmpty() ? null : run,
                    Instant.ofEpochMilli(info.path("creation_timestamp_ms").asLong(0)));
        });
    }

    @Override
    public List<ArtifactFile> runArtifacts(String runId, String path) {
        return file(() -> Answers.list(
                        rest.get(API + "artifacts/list", withPath(Map.of("run_id", runId), path))
                                .path("files"),
                        Answers::file))
                .orElse(List.of());
    }

    @Override
    public InputStream openRunArtifact(String runId, String path) {
        return file(() -> rest.open("/get-artifact", withPath(Map.of("run_id", runId), path)))
                .orElseThrow(() -> new ArtifactNotFound(path));
    }

    @Override
    public List<ArtifactFile> versionArtifacts(String model, String version, String path) {
        return file(() -> {
                    var uri = Answers.text(
                            rest.get(
                                    API + "model-versions/get-download-uri", Map.of("name", model, "version", version)),
                            "artifact_uri");
                    return listed(uri, path);
                })
                .orElse(List.of());
    }

    /** Listed through MLflow's artifact proxy, whose paths are relative to the folder asked for. */
    private List<ArtifactFile> listed(String artifactUri, String path) throws IOException {
        var root = artifactUri.replaceFirst("^mlflow-artifacts:(//[^/]*)?/", "");
        var folder = path.isEmpty() ? root : root + "/" + path;
        var files = rest.get("/api/2.0/mlflow-artifacts/artifacts", Map.of("path", folder))
                .path("files");
        return Answers.list(files, Answers::file).stream()
                .map(file -> new ArtifactFile(
                        path.isEmpty() ? file.path() : path + "/" + file.path(), file.folder(), file.bytes()))
                .toList();
    }

    @Override
    public InputStream openVersionArtifact(String model, String version, String path) {
        return file(() -> rest.open(
                        "/model-versions/get-artifact", Map.of("name", model, "version", version, "path", path)))
                .orElseThrow(() -> new ArtifactNotFound(path));
    }

    @Override
    public boolean exists(VersionRef version) {
        return found(() -> rest.get(
                        API + "model-versions/get", Map.of("name", version.model(), "version", version.version())))
                .map(answer ->
                        Answers.text(answer.path("model_version"), "status").equals("READY"))
                .orElse(false);
    }

    @Override
    public Optional<String> aliasHolder(String model, String alias) {
        var found = found(() -> rest.get(API + "registered-models/get", Map.of("name", model)))
                .orElseThrow(() -> new ModelNotFound(model));
        return Optional.ofNullable(
                Answers.model(found.path("registered_model")).aliases().get(alias));
    }

    @Override
    public void setAlias(VersionRef version, String alias) {
        write(
                version,
                () -> client.post(
                        "registered-models/alias",
                        Map.of("name", version.model(), "alias", alias, "version", version.version())));
    }

    /** The Java client knows no DELETE. */
    @Override
    public void deleteAlias(String model, String alias) {
        found(() -> rest.send("DELETE", API + "registered-models/alias", Map.of("name", model, "alias", alias)));
    }

    @Override
    public void setTag(VersionRef version, String key, String value) {
        write(
                version,
                () -> client.post(
                        "model-versions/set-tag",
                        Map.of("name", version.model(), "version", version.version(), "key", key, "value", value)));
    }

    @Override
    public void deleteTag(VersionRef version, String key) {
        found(() -> rest.send(
                "DELETE",
                API + "model-versions/delete-tag",
                Map.of("name", version.model(), "version", version.version(), "key", key)));
    }

    @Override
    public void reindex(String model) {
        indexer.getObject().reindex(model);
    }

    private static Map<String, String> withPath(Map<String, String> query, String path) {
        var all = new LinkedHashMap<>(query);
        if (!path.isEmpty()) {
            all.put("path", path);
        }
        return all;
    }

    private List<JsonNode> pages(String field, PageCall pageCall) {
        var items = new ArrayList<JsonNode>();
        var token = "";
        do {
            var asked = token;
            var answer = call(() -> checked(field, pageCall.page(asked)));
            answer.path(field).forEach(items::add);
            token = Answers.text(answer, "next_page_token");
        } while (!token.isEmpty());
        return items;
    }

    /** MLflow answers with an object that is empty when there is nothing. A stranger on its address would empty the index. */
    private static JsonNode checked(String field, JsonNode answer) throws IOException {
        if (!answer.isObject() || (!answer.isEmpty() && !answer.has(field) && !answer.has("next_page_token"))) {
            throw new IOException("The answer is not MLflow's: it has no " + field + ".");
        }
        return answer;
    }

    private <T> T call(Call<T> call) {
        try {
            return call.run();
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /** A path that MLflow finds impossible, such as a folder's where a file is asked for, has nothing at its end. */
    private <T> Optional<T> file(Call<T> call) {
        return found(() -> {
            try {
                return call.run();
            } catch (MlflowRefusal refusal) {
                throw refusal.isMisasked() ? refusal.asNotFound() : refusal;
            }
        });
    }

    private <T> Optional<T> found(Call<T> call) {
        try {
            return Optional.of(call.run());
        } catch (MlflowRefusal refusal) {
            if (refusal.isNotFound()) {
                return Optional.empty();
            }
            throw unavailable(refusal);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private void write(VersionRef version, Supplier<TimedClient.Outcome> call) {
        switch (call.get()) {
            case TimedClient.Outcome.Done done -> {}
            case TimedClient.Outcome.NotFound missing -> throw new VersionNotFound(version);
            case TimedClient.Outcome.Failed failed ->
                throw new MlflowUnavailable(
                        "MLflow did not take the change: " + failed.reason() + ". It is tried again by itself.",
                        failed.cause());
        }
    }

    private static InvalidField unusable(String pointer, MlflowRefusal refusal) {
        return new InvalidField(pointer, "MLflow refused: " + refusal.getMessage());
    }

    private MlflowUnavailable unavailable(IOException e) {
        var reason = e instanceof MlflowRefusal refusal
                ? "answered " + refusal.status() + ": " + refusal.getMessage()
                : "does not answer (" + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()) + ")";
        return new MlflowUnavailable(
                "MLflow at " + settings.url() + " " + reason + ". Nothing was changed; it is asked again by itself.",
                e);
    }

    private interface Call<T> {
        T run() throws IOException;
    }

    private interface PageCall {
        JsonNode page(String token) throws IOException;
    }
}
