package dev.slipway.experiments.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.experiments.IndexSettings;
import dev.slipway.experiments.test.IndexTest;
import dev.slipway.experiments.test.MlflowRuns;
import dev.slipway.experiments.test.MlflowServer;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever happens in MLflow, the index equals it afterwards, field by field. */
@IndexTest
class IndexFidelityTest {

    private static final Logger FIGURES = LoggerFactory.getLogger("figures");

    private final MlflowServer mlflow = MlflowServer.get();
    private final MlflowRuns writer = new MlflowRuns(mlflow);
    private final String model = "faithful é " + UUID.randomUUID();

    @Autowired
    private ExperimentWriter experimentWriter;

    @Autowired
    private RunWriter runWriter;

    @Autowired
    private RegistryIndexer registry;

    @Autowired
    private TrackingServer server;

    @Autowired
    private Pulse pulse;

    @Autowired
    private IndexSettings settings;

    @Autowired
    private JdbcClient jdbc;

    private String experiment = "";
    private Indexer wide;
    private Indexer narrow;
    private SameAsMlflow same;

    /** The first pass of an indexer is wide. */
    @BeforeEach
    void startTwoIndexers() {
        experiment = writer.experiment("faithful", Map.of("why", "é"));
        same = new SameAsMlflow(mlflow, jdbc, List.of(experiment), List.of(model));
        wide = indexer(Duration.ZERO);
        narrow = indexer(Duration.ofHours(1));
        narrow.tick();
    }

    private Indexer indexer(Duration wideEvery) {
        var own = new IndexSettings(true, settings.overlap(), settings.narrowOverlap(), wideEvery, 200, 500);
        var sweep = new Sweep(server, runWriter, jdbc, Clock.systemUTC());
        return new Indexer(server, experimentWriter, runWriter, registry, sweep, pulse, own, Clock.systemUTC());
    }

    @Test
    void holdsWhateverARunHolds() {
        var full = new HashMap<String, String>();
        IntStream.range(0, 99).forEach(i -> full.put("p " + i, "é".repeat(5) + i));
        full.put("long", "x".repeat(6000));
        var id = writer.aRun(experiment)
                .named("é 😀 \\ \t '\"")
                .startedAt(now())
                .tag("long", "y\n".repeat(2500))
                .dataset("people", "abc123", "training")
                .create();
        writer.logBatch(id, List.of(), full);
        for (var batch = 0; batch < 10; batch++) {
            var from = batch * 100;
            var params = new HashMap<String, String>();
            IntStream.range(from, from + 100).forEach(i -> params.put("k" + i, "v" + i));
            writer.logBatch(
                    id,
                    IntStream.range(from, from + 100)
                            .mapToObj(i -> MlflowRuns.metric("m/" + i, i % 50 == 0 ? Double.NaN : 1e-300 * i, -i, i))
                            .toList(),
                    params);
        }
        writer.loggedModel(id, experiment, "clf");
        writer.end(id, "KILLED", now());

        narrow.tick();

        assertSame();
        assertThat(same.index().keySet())
                .filteredOn(name -> name.contains(" metric "))
                .hasSize(1000);
        assertThat(same.index().keySet())
                .filteredOn(name -> name.contains(" param "))
                .hasSize(1100);
    }

    @Test
    void seesWhatIsDoneToARunLongAfterItsEnd() {
        var id = writer.aRun(experiment)
                .tag("owner", "ada")
                .tag("gone", "soon")
                .metric("loss", 0.5)
                .create();
        var untouched = writer.aRun(experiment).create();
        passesUntilSame();

        writer.setTag(id, "owner", "grace");
        writer.setTag(id, "reviewed", "yes");
        writer.deleteTag(id, "gone");
        writer.logBatch(
                id,
                List.of(MlflowRuns.metric("loss", 0.1, 7, 7_000), MlflowRuns.metric("late", 1, 0, 1)),
                Map.of("late", "yes"));
        mlflow.post("runs/update", Map.of("run_id", id, "run_name", "renamed"));
        narrow.tick();
        assertThat(same.differences()).as("a narrow pass cannot see it").isNotEmpty();

        FIGURES.warn(
                "What is done to a run after its end is seen after {} wide passes, among {} runs",
                passesUntilSame(),
                jdbc.sql("select count(*) from experiments.run")
                        .query(Long.class)
                        .single());

        writer.logBatch(
                id,
                List.of(MlflowRuns.metric("loss", 0.9, 3, 9_000), MlflowRuns.metric("loss", 0.8, 7, 1_000)),
                Map.of());
        passesUntilSame();
        assertThat(same.index()).containsEntry("run " + id + " metric loss", "0.1 at 7, 7000");
        assertThat(same.index()).containsKey("run " + untouched);
    }

    @Test
    void readsARunAnewWhenItIsOpened() {
        var id = writer.aRun(experiment).create();
        passesUntilSame();

        writer.setTag(id, "reviewed", "yes");
        narrow.refresh(id);

        assertSame();
    }

    @Test
    void followsRunsWhoseClockIsWrong() {
        var slow = writer.aRun(experiment).startedAt(now() - days(2)).running().create();
        var fast = writer.aRun(experiment).startedAt(now() + days(2)).running().create();
        var ended = writer.aRun(experiment)
                .startedAt(now() + days(1))
                .ended("FINISHED", now() + days(3))
                .create();
        var first = writer.aRun(experiment).startedAt(now() - days(1)).running().create();
        narrow.tick();
        assertSame();

        writer.end(slow, "FINISHED", now() - days(2) + 5);
        writer.end(fast, "FAILED", now() + days(2));
        narrow.tick();
        assertSame();
        assertThat(same.index().keySet()).contains("run " + ended);

        var second = writer.aRun(experiment).startedAt(now()).running().create();
        writer.end(first, "FINISHED", now() - days(1));
        narrow.tick();
        writer.end(second, "FINISHED", now());
        narrow.tick();
        assertSame();
    }

    @Test
    void seesRunsThatStopRunningWithoutATimeOrAreDeletedOrWait() {
        var timeless =
                writer.aRun(experiment).startedAt(now() - days(1)).running().create();
        var deleted =
                writer.aRun(experiment).startedAt(now() - days(1)).running().create();
        var waiting =
                writer.aRun(experiment).startedAt(now() - days(1)).running().create();
        narrow.tick();
        assertSame();

        mlflow.post("runs/update", Map.of("run_id", timeless, "status", "FINISHED"));
        mlflow.post("runs/update", Map.of("run_id", waiting, "status", "SCHEDULED"));
        writer.delete(deleted);
        narrow.tick();
        assertSame();

        mlflow.post("runs/update", Map.of("run_id", waiting, "status", "RUNNING"));
        narrow.tick();
        assertSame();
    }

    @Test
    void takesRunsAndExperimentsAwayAndBack() {
        var one = writer.aRun(experiment).create();
        IntStream.range(0, 5).forEach(i -> writer.aRun(experiment).create());
        passesUntilSame();

        writer.delete(one);
        passesUntilSame();
        assertThat(same.index()).doesNotContainKey("run " + one);
        writer.restore(one);
        passesUntilSame();
        assertThat(same.index()).containsKey("run " + one);

        narrow.tick();
        mlflow.post("experiments/delete", Map.of("experiment_id", experiment));
        narrow.tick();
        assertThat(jdbc.sql(
                                "select count(*) from experiments.experiment where lifecycle_stage = 'active' and experiment_id = ?")
                        .param(experiment)
                        .query(Long.class)
                        .single())
                .isZero();
        passesUntilNoRunIsLeft();

        mlflow.post("experiments/restore", Map.of("experiment_id", experiment));
        mlflow.post(
                "experiments/update", Map.of("experiment_id", experiment, "new_name", "renamed " + UUID.randomUUID()));
        mlflow.post(
                "experiments/set-experiment-tag", Map.of("experiment_id", experiment, "key", "why", "value", "not"));
        narrow.tick();
        assertSame();
    }

    @Test
    void seesTwoThousandRunsThatAreMadeAtOnce() throws SQLException {
        var before = now();
        fill(2000, before, 8);

        narrow.tick();

        assertSame();
        FIGURES.warn("2,000 runs that are made at once are all in the index {} ms later", now() - before);
        assertThat(same.index().keySet())
                .filteredOn(name -> name.matches("run [0-9a-f]+"))
                .hasSize(2000);
        mlflow.post("experiments/delete", Map.of("experiment_id", experiment));
    }

    @Test
    void followsTheRegistryThroughDeletionsAndSecondLives() {
        var run = writer.aRun(experiment).startedAt(now()).create();
        createModel();
        version(run);
        version(run);
        version(run);
        mlflow.post("registered-models/alias", Map.of("name", model, "alias", "champion", "version", "2"));
        mlflow.post("model-versions/set-tag", Map.of("name", model, "version", "1", "key", "k", "value", "1"));
        mlflow.post("registered-models/set-tag", Map.of("name", model, "key", "team", "value", "nobody's"));
        wide.tick();
        assertSame();

        mlflow.send("DELETE", "model-versions/delete", Map.of("name", model, "version", "3"));
        mlflow.send("DELETE", "model-versions/delete-tag", Map.of("name", model, "version", "1", "key", "k"));
        mlflow.send("DELETE", "registered-models/delete-tag", Map.of("name", model, "key", "team"));
        mlflow.send(
                "PATCH", "model-versions/update", Map.of("name", model, "version", "1", "description", "described"));
        mlflow.send("PATCH", "registered-models/update", Map.of("name", model, "description", "too"));
        mlflow.post("registered-models/alias", Map.of("name", model, "alias", "champion", "version", "1"));
        wide.tick();
        assertSame();
        version(run);
        wide.tick();
        assertSame();

        mlflow.send("DELETE", "registered-models/delete", Map.of("name", model));
        createModel();
        version(run);
        wide.tick();
        assertSame();
        assertThat(same.index().keySet())
                .filteredOn(name -> name.startsWith("version "))
                .hasSize(1);

        mlflow.send("DELETE", "registered-models/delete", Map.of("name", model));
        wide.tick();
        assertSame();
        assertThat(same.index().keySet()).noneMatch(name -> name.contains(model));
    }

    private void createModel() {
        mlflow.post("registered-models/create", Map.of("name", model));
    }

    private void version(String run) {
        mlflow.post(
                "model-versions/create",
                Map.of("name", model, "source", writer.artifactUri(run) + "/m", "run_id", run));
    }

    /** All started in the same millisecond, so that only their ids tell them apart. */
    private void fill(int runs, long startedAt, int metrics) throws SQLException {
        mlflow.fill("""
                insert into runs (run_uuid, name, source_type, user_id, status, start_time, end_time, lifecycle_stage, artifact_uri, experiment_id)
                select md5('%1$s/' || i), 'many-' || i, 'LOCAL', 'ada', 'FINISHED', %3$d, %3$d, 'active', 'mlflow-artifacts:/x', %1$s
                from generate_series(1, %2$d) i;
                insert into latest_metrics (key, value, timestamp, step, is_nan, run_uuid)
                select 'm' || k, i, 1, 0, false, md5('%1$s/' || i) from generate_series(1, %2$d) i, generate_series(1, %4$d) k;
                """.formatted(experiment, runs, startedAt, metrics));
    }

    private int passesUntilSame() {
        var passes = 0;
        while (!same.differences().isEmpty() && passes < 100) {
            wide.tick();
            passes++;
        }
        assertSame();
        return passes;
    }

    private void passesUntilNoRunIsLeft() {
        for (var passes = 0; !runsLeft().isEmpty(); passes++) {
            assertThat(passes).isLessThan(100);
            wide.tick();
        }
    }

    private List<String> runsLeft() {
        return new ArrayList<>(jdbc.sql("select run_id from experiments.run where experiment_id = ?")
                .param(experiment)
                .query(String.class)
                .list());
    }

    private void assertSame() {
        assertThat(same.differences()).isEmpty();
        assertThat(same.index()).isEqualTo(same.mlflow());
    }

    private static long now() {
        return System.currentTimeMillis();
    }

    private static long days(int days) {
        return Duration.ofDays(days).toMillis();
    }
}
