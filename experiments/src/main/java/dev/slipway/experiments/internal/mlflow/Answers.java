package dev.slipway.experiments.internal.mlflow;

import dev.slipway.experiments.Artifacts.ArtifactFile;
import dev.slipway.experiments.Runs.CurvePoint;
import dev.slipway.experiments.internal.TrackingServer.RawExperiment;
import dev.slipway.experiments.internal.TrackingServer.RawMetric;
import dev.slipway.experiments.internal.TrackingServer.RawModel;
import dev.slipway.experiments.internal.TrackingServer.RawRun;
import dev.slipway.experiments.internal.TrackingServer.RawVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** MLflow's JSON in our words. */
final class Answers {

    private Answers() {}

    static <T> List<T> list(JsonNode array, Function<JsonNode, T> reader) {
        var items = new ArrayList<T>();
        array.forEach(item -> items.add(reader.apply(item)));
        return items;
    }

    static RawExperiment experiment(JsonNode json) {
        return new RawExperiment(
                text(json, "experiment_id"),
                text(json, "name"),
                text(json, "lifecycle_stage"),
                json.path("creation_time").asLong(0),
                json.path("last_update_time").asLong(0),
                text(json, "artifact_location"),
                pairs(json.path("tags")));
    }

    static RawRun run(JsonNode json) {
        var info = json.path("info");
        var data = json.path("data");
        return new RawRun(
                text(info, "run_id"),
                text(info, "experiment_id"),
                text(info, "run_name"),
                text(info, "status"),
                number(info, "start_time"),
                number(info, "end_time"),
                text(info, "user_id"),
                text(info, "artifact_uri"),
                text(info, "lifecycle_stage"),
                list(data.path("metrics"), Answers::metric),
                pairs(data.path("params")),
                pairs(data.path("tags")),
                list(json.path("inputs").path("dataset_inputs"), Answers::dataset),
                list(json.path("outputs").path("model_outputs"), output -> text(output, "model_id")));
    }

    private static RawMetric metric(JsonNode json) {
        return new RawMetric(
                text(json, "key"),
                decimal(json.path("value")),
                json.path("step").asLong(0),
                json.path("timestamp").asLong(0));
    }

    /** NaN comes as text. */
    private static double decimal(JsonNode value) {
        return value.isString() ? Double.parseDouble(value.asString()) : value.asDouble(0);
    }

    /** Without a context where it has none: MLflow's search then compares it with nothing. */
    private static Map<String, String> dataset(JsonNode json) {
        var dataset = json.path("dataset");
        var fields = new LinkedHashMap<String, String>();
        List.of("name", "digest", "source_type").forEach(field -> fields.put(field, text(dataset, field)));
        var context = pairs(json.path("tags")).get("mlflow.data.context");
        if (context != null) {
            fields.put("context", context);
        }
        return fields;
    }

    static CurvePoint point(JsonNode json) {
        return new CurvePoint(
                json.path("step").asLong(0),
                Instant.ofEpochMilli(json.path("timestamp").asLong(0)),
                infinite(decimal(json.path("value"))));
    }

    /** MLflow keeps the infinities as the largest numbers there are. */
    private static double infinite(double value) {
        return Math.abs(value) == Double.MAX_VALUE ? Math.copySign(Double.POSITIVE_INFINITY, value) : value;
    }

    static RawModel model(JsonNode json) {
        var aliases = new LinkedHashMap<String, String>();
        json.path("aliases").forEach(alias -> aliases.put(text(alias, "alias"), text(alias, "version")));
        return new RawModel(
                text(json, "name"),
                text(json, "description"),
                json.path("creation_timestamp").asLong(0),
                json.path("last_updated_timestamp").asLong(0),
                pairs(json.path("tags")),
                aliases);
    }

    static RawVersion version(JsonNode json) {
        var run = text(json, "run_id");
        return new RawVersion(
                text(json, "name"),
                Integer.parseInt(text(json, "version")),
                run.isEmpty() ? null : run,
                text(json, "source"),
                text(json, "status"),
                text(json, "description"),
                json.path("creation_timestamp").asLong(0),
                json.path("last_updated_timestamp").asLong(0),
                pairs(json.path("tags")));
    }

    static ArtifactFile file(JsonNode json) {
        return new ArtifactFile(
                text(json, "path"),
                json.path("is_dir").asBoolean(false),
                json.path("file_size").asLong(0));
    }

    static Map<String, String> pairs(JsonNode array) {
        var pairs = new LinkedHashMap<String, String>();
        array.forEach(pair -> pairs.put(text(pair, "key"), text(pair, "value")));
        return pairs;
    }

    /** Empty when absent. Without NUL, which MLflow over SQLite may hold and PostgreSQL may not. */
    static String text(JsonNode json, String field) {
        var value = json.path(field);
        return value.isString() ? value.asString().replace("\0", "") : value.isNumber() ? value.asString() : "";
    }

    private static @Nullable Long number(JsonNode json, String field) {
        return json.path(field).isNumber() ? Long.valueOf(json.path(field).asLong()) : null;
    }
}
