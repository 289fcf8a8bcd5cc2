package dev.slipway.experiments.internal;

import dev.slipway.experiments.test.MlflowRuns;
import dev.slipway.experiments.test.MlflowServer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** All that MLflow says of some experiments and models, and all that the index holds of them, side by side as texts. */
final class SameAsMlflow {

    private static final List<String> EXPERIMENT =
            List.of("name", "creation_time", "last_update_time", "artifact_location");
    private static final List<String> RUN =
            List.of("experiment_id", "run_name", "status", "start_time", "end_time", "user_id", "artifact_uri");
    private static final List<String> MODEL = List.of("description", "creation_timestamp", "last_updated_timestamp");
    private static final List<String> VERSION =
            List.of("run_id", "source", "status", "description", "creation_timestamp", "last_updated_timestamp");

    private final MlflowServer mlflow;
    private final JdbcClient jdbc;
    private final List<String> experiments;
    private final List<String> models;

    SameAsMlflow(MlflowServer mlflow, JdbcClient jdbc, List<String> experiments, List<String> models) {
        this.mlflow = mlflow;
        this.jdbc = jdbc;
        this.experiments = experiments;
        this.models = models;
    }

    Map<String, String> mlflow() {
        var all = new TreeMap<String, String>();
        pages("experiments", "experiments/search", Map.of()).stream()
                .filter(found -> experiments.contains(text(found, "experiment_id")))
                .forEach(found -> all.put(
                        "experiment " + text(found, "experiment_id"),
                        fields(found, EXPERIMENT) + pairs(found.path("tags"))));
        pages("runs", "runs/search", Map.of("experiment_ids", experiments)).forEach(found -> addRun(all, found));
        models.forEach(model -> addModel(all, model));
        return all;
    }

    private static void addRun(Map<String, String> all, JsonNode run) {
        var name = "run " + text(run.path("info"), "run_id");
        var data = run.path("data");
        all.put(name, fields(run.path("info"), RUN));
        data.path("metrics")
                .forEach(metric -> all.put(
                        name + " metric " + text(metric, "key"),
                        number(metric.path("value")) + " at "
                                + metric.path("step").asLong(0) + ", "
                                + metric.path("timestamp").asLong(0)));
        pairs(data.path("params")).forEach((key, value) -> all.put(name + " param " + key, value));
        pairs(data.path("tags")).forEach((key, value) -> all.put(name + " tag " + key, value));
        run.path("inputs")
                .path("dataset_inputs")
                .forEach(input -> all.merge(
                        name + " inputs",
                        text(input.path("dataset"), "name") + "@" + text(input.path("dataset"), "digest"),
                        (one, other) -> one + ", " + other));
        run.path("outputs")
                .path("model_outputs")
                .forEach(output ->
                        all.merge(name + " models", text(output, "model_id"), (one, other) -> one + ", " + other));
    }

    private void addModel(Map<String, String> all, String model) {
        var answer = mlflow.send("GET", "registered-models/get?name=" + MlflowRuns.encoded(model), null);
        if (answer.status() == 404) {
            return;
        }
        var found = answer.body().path("registered_model");
        all.put("model " + model, fields(found, MODEL) + pairs(found.path("tags")));
        found.path("aliases")
                .forEach(alias -> all.put("alias " + model + "@" + text(alias, "alias"), text(alias, "version")));
        var filter = MlflowRuns.encoded("name = '" + model + "'");
        mlflow.get("model-versions/search?max_results=1000&filter=" + filter)
                .path("model_versions")
                .forEach(version -> all.put(
                        "version " + model + " " + text(version, "version"),
                        fields(version, VERSION) + pairs(version.path("tags"))));
    }

    private List<JsonNode> pages(String field, String path, Map<String, Object> query) {
        var items = new ArrayList<JsonNode>();
        var token = "";
        do {
            var body = new LinkedHashMap<>(query);
            body.put("max_results", 1000);
            body.put("page_token", token);
            var answer = mlflow.post(path, body);
            answer.path(field).forEach(items::add);
            token = text(answer, "next_page_token");
        } while (!token.isEmpty());
        return items;
    }

    Map<String, String> index() {
        var all = new TreeMap<String, String>();
        var ids = experiments.toArray(String[]::new);
        rows(
                all,
                "select *, 'experiment ' || experiment_id as what from experiments.experiment where lifecycle_stage = 'active' and experiment_id = any (?)",
                ids,
                row -> columns(row, EXPERIMENT) + sorted(row.getString("tags")));
        rows(
                all,
                "select *, 'run ' || run_id as what from experiments.run where experiment_id = any (?)",
                ids,
                row -> columns(row, RUN));
        indexedPartsOfRuns(all, ids);
        indexedModels(all, models.toArray(String[]::new));
        return all;
    }

    private void indexedPartsOfRuns(Map<String, String> all, String[] ids) {
        var of = " join experiments.run r using (server_id, run_id) where r.experiment_id = any (?)";
        rows(
                all,
                "select m.*, 'run ' || run_id || ' metric ' || m.key as what, r.metrics ->> m.key as again from experiments.run_metric m"
                        + of,
                ids,
                row -> metric(row) + " at " + row.getLong("step") + ", " + row.getLong("ts"));
        for (var kind : List.of("param", "tag")) {
            rows(
                    all,
                    "select p.*, 'run ' || run_id || ' %1$s ' || p.key as what, r.%1$ss ->> p.key as again from experiments.run_%1$s p"
                                    .formatted(kind)
                            + of,
                    ids,
                    row -> twice(row.getString("value"), row.getString("again")));
        }
        rows(
                all,
                "select r.*, 'run ' || run_id || ' inputs' as what from experiments.run r where inputs <> '[]' and experiment_id = any (?)",
                ids,
                row -> {
                    var names = new ArrayList<String>();
                    JsonColumns.tree(row.getString("inputs"))
                            .forEach(input -> names.add(text(input, "name") + "@" + text(input, "digest")));
                    return String.join(", ", names);
                });
        rows(
                all,
                "select r.*, 'run ' || run_id || ' models' as what from experiments.run r where model_ids <> '{}' and experiment_id = any (?)",
                ids,
                row -> String.join(", ", (String[]) row.getArray("model_ids").getArray()));
    }

    private void indexedModels(Map<String, String> all, String[] names) {
        rows(
                all,
                "select *, 'model ' || name as what, creation_time as creation_timestamp, last_updated_time as last_updated_timestamp"
                        + " from experiments.registered_model where name = any (?)",
                names,
                row -> columns(row, MODEL) + sorted(row.getString("tags")));
        rows(
                all,
                "select *, 'alias ' || model || '@' || alias as what from experiments.model_alias where model = any (?)",
                names,
                row -> row.getString("version"));
        rows(
                all,
                "select *, 'version ' || model || ' ' || version as what, creation_time as creation_timestamp, last_updated_time as last_updated_timestamp"
                        + " from experiments.model_version where model = any (?)",
                names,
                row -> columns(row, VERSION) + sorted(row.getString("tags")));
    }

    private void rows(Map<String, String> all, String sql, String[] of, Row text) {
        jdbc.sql(sql).param(of).query(row -> {
            all.put(row.getString("what"), text.of(row));
        });
    }

    /** The index holds it in a table to be searched and in the run's own row to be shown. */
    private static String metric(ResultSet row) throws SQLException {
        var value = row.getBoolean("is_nan") ? Double.NaN : row.getDouble("value");
        var again = row.getString("again");
        return twice(Double.toString(value), again == null ? null : Double.toString(Double.parseDouble(again)));
    }

    private static String twice(String value, @Nullable String again) {
        return value.equals(again) ? value : value + " and " + again;
    }

    private static String fields(JsonNode json, List<String> names) {
        return names.stream().map(name -> text(json, name)).toList().toString();
    }

    private static String columns(ResultSet row, List<String> names) throws SQLException {
        var texts = new ArrayList<String>();
        for (var name : names) {
            var text = row.getString(name);
            texts.add(text == null ? "" : text);
        }
        return texts.toString();
    }

    private static Map<String, String> pairs(JsonNode array) {
        var pairs = new TreeMap<String, String>();
        array.forEach(pair -> pairs.put(text(pair, "key"), text(pair, "value")));
        return pairs;
    }

    private static Map<String, String> sorted(String json) {
        return new TreeMap<>(JsonColumns.texts(json));
    }

    private static String number(JsonNode value) {
        return Double.toString(value.isString() ? Double.parseDouble(value.asString()) : value.asDouble(0));
    }

    private static String text(JsonNode json, String field) {
        var value = json.path(field);
        return value.isMissingNode() || value.isNull() ? "" : value.asString();
    }

    /** What differs, for the message of a test that fails; empty when nothing does. */
    List<String> differences() {
        var told = mlflow();
        var held = index();
        var names = new TreeMap<>(told);
        names.putAll(held);
        return names.keySet().stream()
                .filter(name -> !told.getOrDefault(name, "absent").equals(held.getOrDefault(name, "absent")))
                .map(name -> "%s: MLflow %s, index %s".formatted(name, told.get(name), held.get(name)))
                .toList();
    }

    private interface Row {
        String of(ResultSet row) throws SQLException;
    }
}
