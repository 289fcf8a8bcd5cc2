package dev.slipway.experiments.internal;

import dev.slipway.experiments.internal.TrackingServer.RawRun;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes runs in bulk: what is new or differs by its hash goes through COPY into the tables, all in one transaction. */
@Component
public class RunWriter {

    private static final int SHORTEST_UNCOUNTED = 500;
    private static final int LONGEST_UNCOUNTED = 50_000;

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final AtomicInteger uncounted = new AtomicInteger();
    private final AtomicInteger nextCount = new AtomicInteger(SHORTEST_UNCOUNTED);

    RunWriter(DataSource dataSource, JdbcClient jdbc, Clock clock) {
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return how many were new or had changed */
    @Transactional
    public int write(Collection<RawRun> runs) {
        var byId = new LinkedHashMap<String, RawRun>();
        runs.forEach(run -> byId.put(run.id(), run));
        var known = hashes(byId.keySet());
        var rows = new RunRows(clock.instant());
        for (var run : byId.values()) {
            var hash = hash(run);
            if (!MessageDigest.isEqual(hash, known.get(run.id()))) {
                rows.add(run, hash);
            }
        }
        if (!rows.runIds().isEmpty()) {
            remove(rows.runIds());
            copy(rows);
            count(rows.runIds().size());
        }
        return rows.runIds().size();
    }

    /**
     * Lets PostgreSQL count after much was written, at doubling distances. It does so by itself, but up to a minute later,
     * and until then plans a search as if the tables were empty.
     */
    private void count(int written) {
        if (uncounted.addAndGet(written) >= nextCount.get()) {
            uncounted.set(0);
            nextCount.updateAndGet(distance -> Math.min(2 * distance, LONGEST_UNCOUNTED));
            jdbc.sql("analyze experiments.run, experiments.run_metric, experiments.run_param, experiments.run_tag")
                    .update();
        }
    }

    @Transactional
    public void remove(Collection<String> runIds) {
        var ids = runIds.toArray(String[]::new);
        for (var table : List.of("run_metric", "run_param", "run_tag", "run")) {
            jdbc.sql("delete from experiments." + table + " where server_id = 1 and run_id = any (?)")
                    .param(ids)
                    .update();
        }
    }

    /** Those of which the index thinks that they still run. */
    Set<String> running() {
        return new HashSet<>(jdbc.sql("select run_id from experiments.run where server_id = 1 and status = 'RUNNING'")
                .query((row, n) -> row.getString("run_id"))
                .list());
    }

    private Map<String, byte[]> hashes(Collection<String> runIds) {
        var hashes = new HashMap<String, byte[]>();
        jdbc.sql("select run_id, content_hash from experiments.run where server_id = 1 and run_id = any (?) for update")
                .param(runIds.toArray(String[]::new))
                .query(row -> {
                    hashes.put(row.getString("run_id"), row.getBytes("content_hash"));
                });
        return hashes;
    }

    private void copy(RunRows rows) {
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            rows.tables().forEach((table, text) -> copy(connection, table, text));
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private static void copy(Connection connection, String table, CopyText rows) {
        try {
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            copies.copyIn("copy experiments." + table + " from stdin", new StringReader(rows.toString()));
        } catch (SQLException e) {
            throw new IllegalStateException("COPY into " + table + " failed: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Over all that is indexed of a run, whatever the order in which MLflow gave it. */
    private static byte[] hash(RawRun run) {
        var metrics = new TreeMap<String, String>();
        run.metrics()
                .forEach(metric ->
                        metrics.put(metric.key(), metric.value() + "/" + metric.step() + "/" + metric.timestamp()));
        var text = String.join(
                "\u0000",
                run.experimentId(),
                run.name(),
                run.status(),
                String.valueOf(run.startTime()),
                String.valueOf(run.endTime()),
                run.userId(),
                run.artifactUri(),
                run.lifecycleStage(),
                JsonColumns.write(metrics),
                JsonColumns.write(new TreeMap<>(run.params())),
                JsonColumns.write(new TreeMap<>(run.tags())),
                JsonColumns.write(run.inputs().stream().map(TreeMap::new).toList()),
                run.modelIds().toString());
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
