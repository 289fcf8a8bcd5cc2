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
import dev.slipway.experiments.internal.Indexer;
import dev.slipway.experiments.internal.RegistryIndexer;
import dev.slipway.experiments.internal.TrackingServer;
import dev.slipway.kernel.InvalidField;
import dev.slipway.kernel.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
    private static final String LOGGED_MODEL = "models:/";

    /** So that an id, which becomes a part of the address, leads nowhere else. */
    private static final Pattern MODEL_ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private static final String PROMPT = "mlflow.prompt.is_prompt";

    private final MlflowRest rest;
    private final PageSize pageSize;
    private final TimedClient client;
    private final MlflowSettings settings;
    private final ObjectProvider<RegistryIndexer> registryIndexer;
    private final ObjectProvider<Indexer> indexer;

    Mlflow(MlflowSettings settings, ObjectProvider<RegistryIndexer> registryIndexer, ObjectProvider<Indexer> indexer) {
        this.settings = settings;
        this.rest = new MlflowRest(settings);
        this.pageSize = new PageSize(settings.readLimit());
        this.client = new TimedClient(settings);
        this.registryIndexer = registryIndexer;
        this.indexer = indexer;
    }

    @Override
    public List<RawExperiment> experiments() {
        return pages(
                "experiments",
                token -> rest.search(
                        API + "experiments/search",
                        Map.of("max_results", PAGE, "view_type", ACTIVE, "page_token", token)),
                Answers::experiment);
    }

    @Override
    public RunPage runs(List<String> experimentIds, String filter, String orderBy, int limit, String pageToken) {
        return call(() -> pageSize.fitting(limit, size -> {
            var answer = checked(
                    "runs",
                    rest.searchInTime(
                            API + "runs/search",
                            Map.of(
                                    "experiment_ids", experimentIds,
                                    "filter", filter,
                                    "order_by", List.of(orderBy),
                                    "max_results", size,
                                    "run_view_type", ACTIVE,
                                    "page_token", pageToken)));
            return new RunPage(
                    Answers.list(answer.path("runs"), Answers::run), Answers.text(answer, "next_page_token"));
        }));
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
                        Map.of("max_results", Integer.toString(PAGE), "page_token", token)),
                Answers::model);
    }

    @Override
    public List<RawVersion> versions(@Nullable String model) {
        var filter = model == null || (model.contains("'") && model.contains("\"")) ? "" : "name = " + quoted(model);
        return pages(
                        "model_versions",
                        token -> rest.get(
                                API + "model-versions/search",
                                Map.of("max_results", "10000", "filter", filter, "page_token", token)),
                        Answers::version)
                .stream()
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
                        Map.of("run_id", runId, "metric_key", key, "max_results", "25000", "page_token", token)),
                Answers::point);
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
                throw refused("/model", refusal);
            }
            refusePrompt(model);
        } catch (IOException e) {
            throw unsure(e);
        }
    }

    /** Prompts are models to MLflow's registry too, but it lists them among neither; it would take the version. */
    private void refusePrompt(String model) {
        var taken = found(() -> rest.get(API + "registered-models/get", Map.of("name", model)));
        if (taken.isPresent()
                && Answers.model(taken.get().path("registered_model")).tags().containsKey(PROMPT)) {
            throw new InvalidField("/model", "The name " + model + " is taken by a prompt in MLflow. Give another.");
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
            throw refused("/path", refusal);
        } catch (IOException e) {
            throw unsure(e);
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
        return at(path, () -> listedOfRun(runId, path)).orElse(List.of());
    }

    private List<ArtifactFile> listedOfRun(String runId, String path) throws IOException {
        var answer = rest.get(API + "artifacts/list", withPath(Map.of("run_id", runId), path));
        return Answers.list(answer.path("files"), Answers::file);
    }

    @Override
    public InputStream openRunArtifact(String runId, String path) {
        return at(path, () -> openOfRun(runId, path)).orElseThrow(() -> new ArtifactNotFound(path));
    }

    private InputStream openOfRun(String runId, String path) throws IOException {
        return rest.open("/get-artifact", withPath(Map.of("run_id", runId), path));
    }

    @Override
    public List<ArtifactFile> versionArtifacts(String model, String version, String path) {
        return at(path, () -> {
                    var uri = downloadUri(model, version);
                    var ofRun = RunFolder.of(uri);
                    return ofRun.isEmpty()
                            ? listed(uri, path)
                            : ofRun.get()
                                    .relative(listedOfRun(
                                            ofRun.get().runId(), ofRun.get().below(path)));
                })
                .orElse(List.of());
    }

    private String downloadUri(String model, String version) throws IOException {
        var answer = rest.get(API + "model-versions/get-download-uri", Map.of("name", model, "version", version));
        return Answers.text(answer, "artifact_uri");
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
        return at(path, () -> {
                    var ofRun = RunFolder.of(downloadUri(model, version));
                    return ofRun.isEmpty()
                            ? openOfVersion(model, version, path)
                            : openOfRun(ofRun.get().runId(), ofRun.get().below(path));
                })
                .orElseThrow(() -> new ArtifactNotFound(path));
    }

    private InputStream openOfVersion(String model, String version, String path) throws IOException {
        return rest.open("/model-versions/get-artifact", Map.of("name", model, "version", version, "path", path));
    }

    @Override
    public boolean has(VersionRef version, @Nullable String source) {
        return found(() -> rest.get(
                        API + "model-versions/get", Map.of("name", version.model(), "version", version.version())))
                .map(answer -> answer.path("model_version"))
                .filter(found -> Answers.text(found, "status").equals("READY"))
                .filter(found -> source == null || Answers.text(found, "source").equals(source))
                .isPresent();
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
        registryIndexer.getObject().reindex(model);
    }

    @Override
    public void reindexRun(String runId) {
        indexer.getObject().reread(runId);
    }

    private static Map<String, String> withPath(Map<String, String> query, String path) {
        var all = new LinkedHashMap<>(query);
        if (!path.isEmpty()) {
            all.put("path", path);
        }
        return all;
    }

    private <T> List<T> pages(String field, PageCall pageCall, Function<JsonNode, T> reader) {
        var items = new ArrayList<T>();
        var token = "";
        do {
            var asked = token;
            var answer = call(() -> checked(field, pageCall.page(asked)));
            items.addAll(Answers.list(answer.path(field), reader));
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

    /** What MLflow will not do with a path is the asker's to mend, not MLflow's. */
    private <T> Optional<T> at(String path, Call<T> call) {
        return found(() -> {
            try {
                return call.run();
            } catch (MlflowRefusal refusal) {
                if (refusal.isInvalid()) {
                    throw new InvalidField("/path", "MLflow refused the path " + path + ": " + refusal.getMessage());
                }
                throw refusal;
            }
        });
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

    private Problem refused(String pointer, MlflowRefusal refusal) {
        return refusal.isFinal()
                ? new InvalidField(pointer, "MLflow refused: " + refusal.getMessage())
                : unsure(refusal);
    }

    private MlflowUnavailable unavailable(IOException e) {
        return new MlflowUnavailable(reason(e) + ". Nothing was changed; it is asked again by itself.", e);
    }

    /** Of a write whose answer did not come. */
    private MlflowUnavailable unsure(IOException e) {
        return new MlflowUnavailable(
                reason(e) + ". It may have made the version all the same; look at the model before you try again.", e);
    }

    private String reason(IOException e) {
        var reason = e instanceof MlflowRefusal refusal
                ? "answered " + refusal.status() + ": " + refusal.getMessage()
                : "does not answer (" + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()) + ")";
        return "MLflow at " + settings.url() + " " + reason;
    }

    private interface Call<T> {
        T run() throws IOException;
    }

    private interface PageCall {
        JsonNode page(String token) throws IOException;
    }
}
