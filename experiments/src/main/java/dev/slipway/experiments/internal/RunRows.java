package dev.slipway.experiments.internal;

import dev.slipway.experiments.internal.TrackingServer.RawMetric;
import dev.slipway.experiments.internal.TrackingServer.RawRun;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rows of runs and of what belongs to them, a text for COPY per table. */
final class RunRows {

    private static final int SERVER = 1;

    private final List<String> runIds = new ArrayList<>();
    private final CopyText runs = new CopyText();
    private final CopyText metrics = new CopyText();
    private final CopyText params = new CopyText();
    private final CopyText tags = new CopyText();
    private final Timestamp indexedAt;

    RunRows(Instant indexedAt) {
        this.indexedAt = Timestamp.from(indexedAt);
    }

    void add(RawRun run, byte[] hash) {
        runIds.add(run.id());
        addRun(run, hash);
        run.metrics().forEach(metric -> addMetric(run, metric));
        run.params().forEach((key, value) -> params.row(SERVER, run.id(), key, value));
        run.tags().forEach((key, value) -> tags.row(SERVER, run.id(), key, value));
    }

    private void addRun(RawRun run, byte[] hash) {
        runs.row(
                SERVER,
                run.id(),
                run.experimentId(),
                run.name(),
                run.status(),
                run.startTime(),
                run.endTime(),
                run.userId(),
                run.artifactUri(),
                run.lifecycleStage(),
                JsonColumns.write(values(run.metrics())),
                JsonColumns.write(run.params()),
                JsonColumns.write(run.tags()),
                JsonColumns.write(run.inputs()),
                array(run.modelIds()),
                "\\x" + HexFormat.of().formatHex(hash),
                indexedAt);
    }

    /** As PostgreSQL writes an array. MLflow takes any text for the id of a model. */
    private static String array(List<String> texts) {
        return texts.stream()
                .map(text -> "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private void addMetric(RawRun run, RawMetric metric) {
        var none = Double.isNaN(metric.value());
        metrics.row(
                SERVER, run.id(), metric.key(), none ? 0.0 : metric.value(), none, metric.step(), metric.timestamp());
    }

    private static Map<String, Object> values(List<RawMetric> metrics) {
        var values = new LinkedHashMap<String, Object>();
        metrics.forEach(metric -> values.put(
                metric.key(),
                Double.isFinite(metric.value()) ? (Object) metric.value() : Double.toString(metric.value())));
        return values;
    }

    List<String> runIds() {
        return runIds;
    }

    /** In the order in which they are written. */
    Map<String, CopyText> tables() {
        var tables = new LinkedHashMap<String, CopyText>();
        tables.put("run", runs);
        tables.put("run_metric", metrics);
        tables.put("run_param", params);
        tables.put("run_tag", tags);
        return tables;
    }
}
