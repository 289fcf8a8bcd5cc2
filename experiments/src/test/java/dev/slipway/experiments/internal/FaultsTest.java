package dev.slipway.experiments.internal;

import static dev.slipway.security.test.ActingAs.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.experiments.Experiments;
import dev.slipway.experiments.Experiments.ExperimentFilter;
import dev.slipway.experiments.Freshness;
import dev.slipway.experiments.MlflowUnavailable;
import dev.slipway.experiments.ModelRegistry;
import dev.slipway.experiments.Runs;
import dev.slipway.experiments.Runs.RunQuery;
import dev.slipway.experiments.VersionNotFound;
import dev.slipway.experiments.VersionRef;
import dev.slipway.experiments.test.FaultProxy;
import dev.slipway.experiments.test.FaultProxy.Fault;
import dev.slipway.experiments.test.IndexTest;
import dev.slipway.experiments.test.MlflowRuns;
import dev.slipway.experiments.test.MlflowServer;
import dev.slipway.kernel.PageQuery;
import dev.slipway.security.Actor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@IndexTest
@TestPropertySource(properties = "slipway.mlflow.read-limit=1500ms")
class FaultsTest {

    private final MlflowServer mlflow = MlflowServer.get();

    @Autowired
    private Indexer indexer;

    @Autowired
    private Freshness freshness;

    @Autowired
    private Experiments experiments;

    @Autowired
    private Runs runs;

    @Autowired
    private ModelRegistry registry;

    @Autowired
    private CurveReader curves;

    @Autowired
    private FaultProxy proxy;

    @AfterEach
    void repair() {
        proxy.fault(Fault.NONE);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void saysThatMlflowIsOutOfOrderKeepsTheIndexAndRecovers(Fault fault) {
        indexer.tick();
        var before = count();
        var upTo = freshness.state().upTo();
        assertThat(freshness.state().mlflowUp()).isTrue();

        proxy.fault(fault);
        var begun = System.nanoTime();
        indexer.tick();
        var took = Duration.ofNanos(System.nanoTime() - begun);
        indexer.tick();
        assertThatThrownBy(() -> curves.read("any", "loss", 100))
                .isInstanceOf(MlflowUnavailable.class)
                .hasMessage(freshness.state().problem());

        var state = freshness.state();
        assertThat(state.mlflowUp()).isFalse();
        assertThat(state.problem()).contains("MLflow at http://127.0.0.1");
        assertThat(state.since()).isNotNull();
        assertThat(state.upTo()).isEqualTo(upTo);
        assertThat(took).isLessThan(Duration.ofSeconds(8));
        assertThat(count()).isEqualTo(before);

        proxy.fault(Fault.NONE);
        indexer.tick();
        assertThat(freshness.state().mlflowUp()).isTrue();
        assertThat(freshness.state().problem()).isNull();
    }

    @Test
    void movesAliasesAgainAfterMlflowHung() {
        var model = "hung 50% é " + UUID.randomUUID();
        var writer = new MlflowRuns(mlflow);
        var run = writer.aRun(writer.experiment("hung", Map.of())).create();
        var source = mlflow.get("runs/get?run_id=" + run)
                        .path("run")
                        .path("info")
                        .path("artifact_uri")
                        .asString() + "/m";
        mlflow.post("registered-models/create", Map.of("name", model));
        mlflow.post("model-versions/create", Map.of("name", model, "source", source, "run_id", run));
        var version = new VersionRef(model, "1");
        proxy.fault(Fault.HANGS);
        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(() -> registry.setAlias(version, "champion")).isInstanceOf(MlflowUnavailable.class);
        }

        proxy.fault(Fault.NONE);
        registry.setAlias(version, "champion");
        registry.setAlias(version, "champion");
        assertThat(registry.aliasHolder(model, "champion")).contains("1");
        assertThat(registry.has(version, null)).isTrue();
        registry.setTag(version, "slipway.stage", "Production");
        registry.deleteTag(version, "slipway.stage");
        registry.deleteTag(version, "slipway.stage");
        registry.deleteAlias(model, "champion");
        registry.deleteAlias(model, "champion");
        assertThat(registry.aliasHolder(model, "champion")).isEmpty();
        var missing = new VersionRef(model, "7");
        assertThat(registry.has(missing, null)).isFalse();
        assertThatThrownBy(() -> registry.setAlias(missing, "champion")).isInstanceOf(VersionNotFound.class);
        assertThatThrownBy(() -> registry.setTag(missing, "a", "b")).isInstanceOf(VersionNotFound.class);
    }

    @Test
    void takesInRunsThatAreTooMuchForOneAnswer() throws SQLException {
        var writer = new MlflowRuns(mlflow);
        var experiment = writer.experiment("heavy", Map.of());
        indexer.tick();
        mlflow.fill("""
                insert into runs (run_uuid, name, source_type, user_id, status, start_time, end_time, lifecycle_stage, artifact_uri, experiment_id)
                select md5('heavy' || i), 'heavy', 'LOCAL', 'ada', 'FINISHED', %1$d, %1$d, 'active', 'mlflow-artifacts:/x', %2$s
                from generate_series(1, 120) i;
                insert into latest_metrics (key, value, timestamp, step, is_nan, run_uuid)
                select 'm' || k, i, 1, 0, false, md5('heavy' || i) from generate_series(1, 120) i, generate_series(1, 500) k;
                """.formatted(System.currentTimeMillis(), experiment));

        for (var passes = 0; runs(experiment) < 120; passes++) {
            assertThat(passes).isLessThan(20);
            indexer.tick();
        }

        mlflow.post("experiments/delete", Map.of("experiment_id", experiment));
    }

    private long runs(String experiment) {
        return as(Actor.SYSTEM, () -> runs.search(new RunQuery(List.of(experiment), "", List.of()), PageQuery.first(1)))
                .total();
    }

    private long count() {
        return as(Actor.SYSTEM, () -> experiments.find(ExperimentFilter.ALL, PageQuery.first(1), Experiments.Sort.NAME))
                .total();
    }
}
