package dev.slipway.experiments.test;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes experiments, runs and models into a real MLflow, as a training script would. */
public final class MlflowRuns {

    public static final String MLMODEL = "flavors: {}\n";

    private final MlflowServer server;

    public MlflowRuns(MlflowServer server) {
        this.server = server;
    }

    /** @param name made unique @return its id */
    public String experiment(String name, Map<String, String> tags) {
        var unique = name + " " + UUID.randomUUID().toString().substring(0, 8);
        return server.post("experiments/create", Map.of("name", unique, "tags", pairs(tags)))
                .path("experiment_id")
                .asString();
    }

    public RunBuilder aRun(String experimentId) {
        return new RunBuilder(experimentId);
    }

    public void setTag(String runId, String key, String value) {
        server.post("runs/set-tag", Map.of("run_id", runId, "key", key, "value", value));
    }

    public void logMetric(String runId, String key, double value, long step) {
        server.post("runs/log-batch", Map.of("run_id", runId, "metrics", List.of(metric(key, value, step))));
    }

    public void end(String runId, String status, long endTime) {
        server.post("runs/update", Map.of("run_id", runId, "status", status, "end_time", endTime));
    }

    public void deleteTag(String runId, String key) {
        server.post("runs/delete-tag", Map.of("run_id", runId, "key", key));
    }

    public void logBatch(String runId, List<Map<String, Object>> metrics, Map<String, String> params) {
        server.post("runs/log-batch", Map.of("run_id", runId, "metrics", metrics, "params", pairs(params)));
    }

    public void delete(String runId) {
        server.post("runs/delete", Map.of("run_id", runId));
    }

    public void restore(String runId) {
        server.post("runs/restore", Map.of("run_id", runId));
    }

    /** Where its files are. */
    public String artifactUri(String runId) {
        return server.get("runs/get?run_id=" + runId)
                .path("run")
                .path("info")
                .path("artifact_uri")
                .asString();
    }

    public void file(String runId, String path, String content) {
        server.upload(artifactUri(runId), path, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A model as MLflow 3 keeps it, apart from the files of the run that logged it. @return its id */
    public String loggedModel(String runId, String experimentId, String name) {
        var info = server.post(
                        "logged-models", Map.of("experiment_id", experimentId, "name", name, "source_run_id", runId))
                .path("model")
                .path("info");
        var id = info.path("model_id").asString();
        server.upload(info.path("artifact_uri").asString(), "MLmodel", MLMODEL.getBytes(StandardCharsets.UTF_8));
        server.upload(info.path("artifact_uri").asString(), "onnx/model.onnx", new byte[] {8, 7});
        server.send("PATCH", "logged-models/" + id, Map.of("model_id", id, "status", "LOGGED_MODEL_READY"));
        server.post("runs/outputs", Map.of("run_id", runId, "models", List.of(Map.of("model_id", id, "step", 0))));
        return id;
    }

    public static List<Map<String, String>> pairs(Map<String, String> map) {
        return map.entrySet().stream()
                .map(entry -> Map.of("key", entry.getKey(), "value", entry.getValue()))
                .toList();
    }

    private static Map<String, Object> metric(String key, double value, long step) {
        return metric(key, value, step, 1_700_000_000_000L + step);
    }

    public static Map<String, Object> metric(String key, double value, long step, long timestamp) {
        Object number = Double.isFinite(value) ? value : Double.toString(value);
        return Map.of("key", key, "value", number, "timestamp", timestamp, "step", step);
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A run with good defaults: FINISHED, begun and ended at fixed times. */
    public final class RunBuilder {

        private final String experimentId;
        private final Map<String, Object> create = new LinkedHashMap<>();
        private final List<Map<String, Object>> metrics = new ArrayList<>();
        private final Map<String, String> params = new LinkedHashMap<>();
        private final Map<String, String> tags = new LinkedHashMap<>();
        private final List<Map<String, Object>> datasets = new ArrayList<>();
        private String status = "FINISHED";
        private @Nullable Long endTime = 1_700_000_100_000L;

        private RunBuilder(String experimentId) {
            this.experimentId = experimentId;
            create.put("start_time", 1_700_000_000_000L);
            create.put("user_id", "ada");
        }

        public RunBuilder named(String name) {
            create.put("run_name", name);
            return this;
        }

        public RunBuilder by(String user) {
            create.put("user_id", user);
            return this;
        }

        public RunBuilder startedAt(long millis) {
            create.put("start_time", millis);
            return this;
        }

        public RunBuilder ended(String newStatus, @Nullable Long millis) {
            status = newStatus;
            endTime = millis;
            return this;
        }

        public RunBuilder running() {
            return ended("RUNNING", null);
        }

        public RunBuilder metric(String key, double value) {
            metrics.add(MlflowRuns.metric(key, value, 0));
            return this;
        }

        public RunBuilder param(String key, String value) {
            params.put(key, value);
            return this;
        }

        public RunBuilder tag(String key, String value) {
            tags.put(key, value);
            return this;
        }

        public RunBuilder dataset(String name, String digest, String context) {
            return dataset(name, digest, Map.of("mlflow.data.context", context));
        }

        public RunBuilder dataset(String name, String digest, Map<String, String> itsTags) {
            datasets.add(Map.of(
                    "dataset", Map.of("name", name, "digest", digest, "source_type", "local", "source", "s"),
                    "tags", pairs(itsTags)));
            return this;
        }

        /** @return its id */
        public String create() {
            create.put("experiment_id", experimentId);
            create.put("tags", pairs(tags));
            var id = server.post("runs/create", create)
                    .path("run")
                    .path("info")
                    .path("run_id")
                    .asString();
            server.post("runs/log-batch", Map.of("run_id", id, "metrics", metrics, "params", pairs(params)));
            if (!datasets.isEmpty()) {
                server.post("runs/log-inputs", Map.of("run_id", id, "datasets", datasets));
            }
            if (!status.equals("RUNNING")) {
                var end = new LinkedHashMap<String, Object>(Map.of("run_id", id, "status", status));
                if (endTime != null) {
                    end.put("end_time", endTime);
                }
                server.post("runs/update", end);
            }
            return id;
        }
    }
}
