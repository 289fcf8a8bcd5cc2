package dev.slipway.experiments.internal;

import static dev.slipway.security.test.ActingAs.a;
import static dev.slipway.security.test.ActingAs.as;
import static dev.slipway.security.test.ActingAs.doAs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.db.test.StatementCounter;
import dev.slipway.experiments.AliasMoved;
import dev.slipway.experiments.Experiments;
import dev.slipway.experiments.Experiments.ExperimentFilter;
import dev.slipway.experiments.IndexSettings;
import dev.slipway.experiments.Models;
import dev.slipway.experiments.Models.ModelFilter;
import dev.slipway.experiments.RunHints;
import dev.slipway.experiments.RunStatus;
import dev.slipway.experiments.Runs;
import dev.slipway.experiments.Runs.RunFacets;
import dev.slipway.experiments.Runs.RunQuery;
import dev.slipway.experiments.Runs.RunRow;
import dev.slipway.experiments.VersionAppeared;
import dev.slipway.experiments.VersionNotFound;
import dev.slipway.experiments.VersionRef;
import dev.slipway.experiments.VersionVanished;
import dev.slipway.experiments.test.FaultProxy;
import dev.slipway.experiments.test.IndexTest;
import dev.slipway.experiments.test.MlflowRuns;
import dev.slipway.experiments.test.MlflowServer;
import dev.slipway.kernel.PageQuery;
import dev.slipway.security.Actor;
import dev.slipway.security.Forbidden;
import dev.slipway.security.Role;
import dev.slipway.security.TeamId;
import dev.slipway.security.Teams;
import dev.slipway.security.test.ActingAs;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

@IndexTest
@Import(IndexerTest.Heard.class)
class IndexerTest {

    private static final Logger FIGURES = LoggerFactory.getLogger("figures");

    private final MlflowServer mlflow = MlflowServer.get();
    private final MlflowRuns writer = new MlflowRuns(mlflow);

    @Autowired
    private Indexer indexer;

    @Autowired
    private RegistryIndexer registry;

    @Autowired
    private ExperimentWriter experimentWriter;

    @Autowired
    private RunWriter runWriter;

    @Autowired
    private TrackingServer server;

    @Autowired
    private Pulse pulse;

    @Autowired
    private IndexSettings settings;

    @Autowired
    private Runs runs;

    @Autowired
    private RunHints hints;

    @Autowired
    private Experiments experiments;

    @Autowired
    private Models models;

    @Autowired
    private Teams teams;

    @Autowired
    private Heard heard;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private FaultProxy proxy;

    private String experiment = "";

    @BeforeEach
    void makeAnExperiment() {
        experiment = writer.experiment("followed", Map.of());
    }

    @Test
    void followsARunFromItsStartToItsEnd() {
        var id = writer.aRun(experiment)
                .startedAt(now())
                .running()
                .metric("loss", 0.9)
                .create();
        indexer.tick();
        assertThat(find(id)).get().satisfies(run -> {
            assertThat(run.status()).isEqualTo(RunStatus.RUNNING);
            assertThat(run.endTime()).isNull();
            assertThat(run.metrics()).containsEntry("loss", 0.9);
        });

        writer.logMetric(id, "loss", 0.4, 1);
        indexer.tick();
        assertThat(find(id)).get().extracting(run -> run.metrics().get("loss")).isEqualTo(0.4);

        writer.end(id, "FAILED", now());
        indexer.tick();
        assertThat(find(id)).get().extracting(RunRow::status).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void isNotMisledByARunThatSaysItStartsInTheFuture() {
        writer.aRun(experiment)
                .startedAt(now() + Duration.ofDays(9000).toMillis())
                .create();
        indexer.tick();

        var id = writer.aRun(experiment)
                .startedAt(now())
                .ended("FINISHED", now())
                .create();
        narrow().tick();

        assertThat(find(id)).isPresent();
    }

    @Test
    void findsBySweepingWhatMlflowCannotBeAskedFor() {
        var old = writer.aRun(experiment).tag("owner", "ada").create();
        var doomed = writer.aRun(experiment).create();
        tickUntil(() -> find(old).isPresent() && find(doomed).isPresent());

        writer.setTag(old, "owner", "grace");
        writer.delete(doomed);
        var late = writer.aRun(experiment).startedAt(1_500_000_000_000L).create();
        tickUntil(() -> "grace".equals(find(old).orElseThrow().tags().get("owner")));
        tickUntil(() -> find(doomed).isEmpty());
        tickUntil(() -> find(late).isPresent());

        writer.restore(doomed);
        tickUntil(() -> find(doomed).isPresent());
    }

    @Test
    void keepsCharactersThatAreSpecialToAnyOfTheFormatsItPassesThrough() {
        var odd = "tab\there, new\nline, back\\slash, \\N, \"quote\", {brace}, é 日本 😀, \r, ',";
        var id = writer.aRun(experiment)
                .named("odd \\ name\t1")
                .param("odd - key", odd)
                .tag("t", odd)
                .metric("nan", Double.NaN)
                .metric("inf", Double.POSITIVE_INFINITY)
                .metric("-inf", Double.NEGATIVE_INFINITY)
                .create();
        tickUntil(() -> find(id).isPresent());

        var run = find(id).orElseThrow();
        assertThat(run.runName()).isEqualTo("odd \\ name\t1");
        assertThat(run.params()).containsEntry("odd - key", odd);
        assertThat(run.tags()).containsEntry("t", odd);
        assertThat(run.metrics())
                .containsEntry("nan", Double.NaN)
                .containsEntry("inf", Double.MAX_VALUE)
                .containsEntry("-inf", -Double.MAX_VALUE);
    }

    @Test
    void keepsModelsVersionsAndAliasesLikeMlflows() {
        var model = "modèle 50% \"é\" " + UUID.randomUUID();
        var run = writer.aRun(experiment).create();
        mlflow.post("registered-models/create", Map.of("name", model));
        version(model, run);
        version(model, run);
        alias(model, "champion", "1");
        indexer.tick();
        assertThat(heard.about(model))
                .containsExactly(
                        new VersionAppeared(new VersionRef(model, "1")),
                        new VersionAppeared(new VersionRef(model, "2")),
                        new AliasMoved(model, "champion", null, "1"));

        alias(model, "champion", "2");
        indexer.tick();
        indexer.tick();
        assertThat(heard.about(model)).containsExactly(new AliasMoved(model, "champion", "1", "2"));
        assertThat(asSystem(() -> models.version(new VersionRef(model, "2"))).aliases())
                .containsExactly("champion");

        mlflow.send("DELETE", "model-versions/delete", Map.of("name", model, "version", "1"));
        indexer.tick();
        assertThat(heard.about(model)).containsExactly(new VersionVanished(new VersionRef(model, "1")));

        mlflow.send("DELETE", "registered-models/delete", Map.of("name", model));
        indexer.tick();
        assertThat(heard.about(model))
                .containsExactlyInAnyOrder(
                        new VersionVanished(new VersionRef(model, "2")), new AliasMoved(model, "champion", "2", null));
        assertThat(asSystem(() -> models.find(new ModelFilter(model), PageQuery.first(10), Models.Sort.NAME))
                        .total())
                .isZero();
    }

    @Test
    void tellsAVersionFromAnotherThatWasMadeUnderItsNumber() {
        var model = "again " + UUID.randomUUID();
        var run = writer.aRun(experiment).create();
        mlflow.post("registered-models/create", Map.of("name", model));
        version(model, run);
        indexer.tick();
        var first = new VersionRef(model, "1");
        jdbc.sql("update experiments.model_version set signature = '\"none\"' where model = ?")
                .param(model)
                .update();
        heard.about(model);

        mlflow.send("DELETE", "registered-models/delete", Map.of("name", model));
        mlflow.post("registered-models/create", Map.of("name", model));
        version(model, run);
        indexer.tick();

        assertThat(heard.about(model)).containsExactly(new VersionVanished(first), new VersionAppeared(first));
        assertThat(jdbc.sql("select signature is null from experiments.model_version where model = ?")
                        .param(model)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void knowsAVersionByItsPlainNumberOnly() {
        var model = "plain " + UUID.randomUUID();
        var run = writer.aRun(experiment).create();
        mlflow.post("registered-models/create", Map.of("name", model));
        version(model, run);
        indexer.tick();

        for (var odd : List.of("01", "+1", "\u0661", "1 ", "-1", "0", "", "99999999999")) {
            assertThatThrownBy(() -> asSystem(() -> models.version(new VersionRef(model, odd))))
                    .as(odd)
                    .isInstanceOf(VersionNotFound.class);
        }
        assertThat(asSystem(() -> models.version(new VersionRef(model, "1"))).runId())
                .isEqualTo(run);
    }

    @Test
    void findsEveryRunThatBecameAVersion() {
        var model = "many " + UUID.randomUUID();
        mlflow.post("registered-models/create", Map.of("name", model));
        var registered = IntStream.range(0, 53)
                .mapToObj(i -> writer.aRun(experiment).metric("m", i).create())
                .toList();
        writer.aRun(experiment).metric("m", 99).create();
        tickUntil(() -> search("").size() == 54);
        assertThat(asSystem(() -> hints.hasRegistered(List.of(experiment)))).isFalse();

        registered.forEach(run -> version(model, run));
        version(model, registered.getFirst());
        indexer.tick();

        var query = new RunQuery(List.of(experiment), "metrics.m >= 1", List.of("metrics.m"), true);
        assertThat(asSystem(() -> runs.search(query, PageQuery.first(1000))).items())
                .extracting(RunRow::runId)
                .containsExactlyElementsOf(registered.subList(1, 53));
        assertThat(asSystem(() -> runs.facets(query)).metrics()).containsEntry("m", new RunFacets.Range(1, 52));
        assertThat(asSystem(() -> hints.hasRegistered(List.of(experiment)))).isTrue();
    }

    @Test
    void tellsWhichMetricsWereMeasuredOverSteps() {
        var id = writer.aRun(experiment).metric("once", 1).create();
        writer.logMetric(id, "loss", 0.5, 0);
        writer.logMetric(id, "loss", 0.4, 12345);
        tickUntil(() -> find(id).isPresent());

        assertThat(asSystem(() -> runs.get(id)).steps()).isEqualTo(Map.of("loss", 12345L));
    }

    @Test
    void keepsWhateverARunSaysItsModelsAre() {
        var ids = List.of("m-1,m-2", "{brace}", "a\\b", "\"quoted\"", "null", " ");
        var id = writer.aRun(experiment).create();
        mlflow.post(
                "runs/outputs",
                Map.of(
                        "run_id",
                        id,
                        "models",
                        ids.stream()
                                .map(model -> Map.of("model_id", model, "step", 0))
                                .toList()));

        tickUntil(() -> find(id).isPresent());

        assertThat(asSystem(() -> runs.get(id)).modelIds()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void answersAHundredComparisonsOfDifferentKeysSoon() {
        for (var i = 0; i < 20; i++) {
            writer.aRun(experiment).param("p", "x").metric("m", i).create();
        }
        tickUntil(() -> search("").size() == 20);
        var filter = IntStream.range(0, 100)
                .mapToObj(i -> i % 2 == 0 ? "params.p" + i + " != 'x'" : "tags.t" + i + " IS NULL")
                .collect(Collectors.joining(" and "));

        assertThat(measured(() -> assertThat(search(filter)).isEmpty())).isLessThan(1_500);
    }

    @Test
    void renamesAndDropsExperiments() {
        var run = writer.aRun(experiment).create();
        tickUntil(() -> find(run).isPresent());
        var name = "renamed " + UUID.randomUUID();
        mlflow.post("experiments/update", Map.of("experiment_id", experiment, "new_name", name));
        indexer.tick();
        assertThat(asSystem(() -> experiments.get(experiment)).name()).isEqualTo(name);

        mlflow.post("experiments/delete", Map.of("experiment_id", experiment));
        indexer.tick();
        assertThat(find(run)).isEmpty();
        assertThat(list(Actor.SYSTEM, name)).isEmpty();

        mlflow.post("experiments/restore", Map.of("experiment_id", experiment));
        tickUntil(() -> find(run).isPresent());
        assertThat(list(Actor.SYSTEM, name)).containsExactly(name);
    }

    @Test
    void givesThingsToTeamsByTagByRuleAndByHand() {
        var fraud = team("Fraud");
        var credit = team("Credit");
        var tagged = writer.experiment("any", Map.of("team", " fraud" + suffix));
        var ruled = writer.experiment("credit" + suffix, Map.of());
        doAs(Actor.SYSTEM, () -> teams.addRule("CREDIT" + suffix + " *", credit));
        indexer.tick();
        assertThat(owner(tagged)).isEqualTo(fraud);
        assertThat(owner(ruled)).isEqualTo(credit);
        assertThat(owner(experiment)).isNull();

        var name = asSystem(() -> experiments.get(experiment)).name();
        doAs(Actor.SYSTEM, () -> teams.assign("experiment", name, fraud));
        indexer.tick();
        assertThat(owner(experiment)).isEqualTo(fraud);

        doAs(Actor.SYSTEM, () -> teams.assign("experiment", name, null));
        indexer.tick();
        assertThat(owner(experiment)).isNull();
    }

    @Test
    void showsEachOnlyWhatTheirTeamsOwn() {
        var fraud = team("Isolated");
        var tagged = writer.experiment("isolated", Map.of("team", "isolated" + suffix));
        var mine = writer.aRun(tagged).create();
        var unowned = writer.aRun(experiment).create();
        tickUntil(() -> find(mine).isPresent() && find(unowned).isPresent());
        var viewer = a(Role.VIEWER, fraud);
        var everything = new RunQuery(List.of(tagged, experiment), "", List.of());

        assertThat(as(viewer, () -> runs.search(everything, PageQuery.first(10)))
                        .items())
                .extracting(RunRow::runId)
                .containsExactly(mine);
        var stranger = a(Role.VIEWER, team("Elsewhere"));
        assertThat(as(stranger, () -> runs.search(everything, PageQuery.first(10)))
                        .total())
                .isZero();
        assertThat(list(stranger, "isolated")).isEmpty();
        assertThat(as(stranger, () -> runs.facets(everything)).metrics()).isEmpty();
        assertThatThrownBy(() -> as(stranger, () -> runs.get(mine))).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> as(stranger, () -> experiments.get(tagged))).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> as(ActingAs.anOutsider(), () -> runs.search(everything, PageQuery.first(10))))
                .isInstanceOf(Forbidden.class);
        var admin = a(Role.ADMIN, fraud);
        assertThat(as(admin, () -> runs.search(everything, PageQuery.first(10))).total())
                .isEqualTo(2);
    }

    @Test
    void goesOnWithTheIndexItFindsAtAStart() {
        var id = writer.aRun(experiment).create();
        tickUntil(() -> find(id).isPresent());
        var before = jdbc.sql("select max(indexed_at) from experiments.run")
                .query(Timestamp.class)
                .single();

        var whileDown = writer.aRun(experiment)
                .startedAt(now())
                .ended("FINISHED", now())
                .create();
        narrow().tick();

        assertThat(find(whileDown)).isPresent();
        assertThat(jdbc.sql("select count(*) from experiments.run where indexed_at > ?")
                        .param(before)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void asksLittleWhenNothingHappens() {
        writer.aRun(experiment).create();
        tickUntil(() -> true);
        var narrow = narrow();
        narrow.tick();
        narrow.tick();

        var asked = proxy.during(narrow::tick);
        var counter = (StatementCounter) dataSource;
        var statements = counter.during(narrow::tick);

        FIGURES.warn(
                "A pass over an index that stands still asks MLflow {} questions and makes {} statements",
                asked.size(),
                statements);
        assertThat(asked)
                .containsExactly(
                        "POST /api/2.0/mlflow/experiments/search",
                        "POST /api/2.0/mlflow/runs/search",
                        "POST /api/2.0/mlflow/runs/search",
                        "POST /api/2.0/mlflow/runs/search",
                        "GET /api/2.0/mlflow/registered-models/search");
        assertThat(statements).isLessThan(20);
    }

    @Test
    void costsAConstantNumberOfStatementsAPage() {
        for (var i = 0; i < 12; i++) {
            writer.aRun(experiment).metric("m", i).param("p", "x").create();
        }
        var model = "paged " + UUID.randomUUID();
        mlflow.post("registered-models/create", Map.of("name", model));
        var run = writer.aRun(experiment).create();
        for (var i = 0; i < 4; i++) {
            version(model, run);
        }
        tickUntil(() -> search("").size() == 13);

        for (var limit : List.of(1, 10)) {
            assertThat(statements(() -> runs.search(
                            new RunQuery(List.of(experiment), "metrics.m > 1", List.of("params.p")),
                            PageQuery.first(limit))))
                    .isEqualTo(2);
            assertThat(statements(() ->
                            experiments.find(ExperimentFilter.ALL, PageQuery.first(limit), Experiments.Sort.NAME)))
                    .isEqualTo(2);
            assertThat(statements(() -> models.find(ModelFilter.ALL, PageQuery.first(limit), Models.Sort.STAGE)))
                    .isEqualTo(2);
            assertThat(statements(() -> models.versions(model, PageQuery.first(limit))))
                    .isEqualTo(3);
        }
    }

    @Test
    void takesInFiveThousandRunsInBulk() throws SQLException {
        indexer.tick();
        fillMlflow(5_000);
        var pages = new ArrayList<TrackingServer.RunPage>();
        var reading = measured(() -> {
            var token = "";
            do {
                pages.add(
                        server.runs(List.of(experiment), "", "attributes.start_time ASC", settings.pageSize(), token));
                token = pages.getLast().nextPageToken();
            } while (!token.isEmpty());
        });

        var writing = measured(() -> pages.forEach(page -> runWriter.write(page.runs())));
        var again = measured(() -> pages.forEach(page -> runWriter.write(page.runs())));

        assertThat(asSystem(() -> runs.search(
                                new RunQuery(List.of(experiment), "metrics.m3 > 0.5", List.of("metrics.m1 DESC")),
                                PageQuery.first(5)))
                        .total())
                .isBetween(1_500L, 3_500L);
        assertThat(search("").size()).isEqualTo(1000);
        FIGURES.warn(
                "5,000 runs: MLflow told them in {} ms, the index took them in {} ms, and the same again in {} ms",
                reading,
                writing,
                again);
        assertThat(writing).isLessThan(20_000);
        assertThat(again).isLessThan(writing);
        mlflow.post("experiments/delete", Map.of("experiment_id", experiment));
    }

    private void fillMlflow(int count) throws SQLException {
        mlflow.fill("""
                insert into runs (run_uuid, name, source_type, user_id, status, start_time, end_time, lifecycle_stage, artifact_uri, experiment_id)
                select md5('bulk' || i), 'bulk-' || i, 'LOCAL', 'ada', 'FINISHED', 1600000000000 + i, 1600000100000 + i, 'active', 'mlflow-artifacts:/x', %1$s
                from generate_series(1, %2$d) i;
                insert into latest_metrics (key, value, timestamp, step, is_nan, run_uuid)
                select 'm' || k, random(), 1, 0, false, md5('bulk' || i) from generate_series(1, %2$d) i, generate_series(1, 10) k;
                insert into params (key, value, run_uuid)
                select 'p' || k, (i %% 7)::text, md5('bulk' || i) from generate_series(1, %2$d) i, generate_series(1, 5) k;
                insert into tags (key, value, run_uuid)
                select 't' || k, 'v' || i, md5('bulk' || i) from generate_series(1, %2$d) i, generate_series(1, 3) k;
                """.formatted(experiment, count));
    }

    private static long measured(Runnable work) {
        var begun = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }

    /** An indexer as after a start, whose passes are narrow but for the first. */
    private Indexer narrow() {
        var narrow =
                new IndexSettings(true, settings.overlap(), settings.narrowOverlap(), Duration.ofHours(1), 200, 500);
        var sweep = new Sweep(server, runWriter, jdbc, Clock.systemUTC());
        return new Indexer(server, experimentWriter, runWriter, registry, sweep, pulse, narrow, Clock.systemUTC());
    }

    private int statements(Runnable work) {
        return asSystem(() -> ((StatementCounter) dataSource).during(work));
    }

    private void version(String model, String run) {
        var source = mlflow.get("runs/get?run_id=" + run)
                        .path("run")
                        .path("info")
                        .path("artifact_uri")
                        .asString() + "/model";
        mlflow.post("model-versions/create", Map.of("name", model, "source", source, "run_id", run));
    }

    private void alias(String model, String alias, String version) {
        mlflow.post("registered-models/alias", Map.of("name", model, "alias", alias, "version", version));
    }

    private final String suffix = " " + UUID.randomUUID().toString().substring(0, 6);

    private TeamId team(String name) {
        return asSystem(() -> teams.create(name + suffix)).id();
    }

    private @org.jspecify.annotations.Nullable TeamId owner(String experimentId) {
        return asSystem(() -> experiments.get(experimentId)).team();
    }

    private List<String> list(Actor reader, String part) {
        return as(
                        reader,
                        () -> experiments.find(new ExperimentFilter(part), PageQuery.first(10), Experiments.Sort.NAME))
                .items()
                .stream()
                .map(Experiments.ExperimentRow::name)
                .toList();
    }

    private Optional<RunRow> find(String runId) {
        return search("run_id = '" + runId + "'").stream().findFirst();
    }

    private List<RunRow> search(String filter) {
        var all = jdbc.sql("select experiment_id from experiments.experiment")
                .query(String.class)
                .list();
        var ids = filter.isEmpty() ? List.of(experiment) : all;
        return asSystem(() -> runs.search(new RunQuery(ids, filter, List.of()), PageQuery.first(1000)))
                .items();
    }

    private void tickUntil(BooleanSupplier condition) {
        indexer.tick();
        for (var ticks = 0; !condition.getAsBoolean(); ticks++) {
            assertThat(ticks).as("passes of the indexer").isLessThan(100);
            indexer.tick();
        }
    }

    private static <T> T asSystem(java.util.function.Supplier<T> work) {
        return as(Actor.SYSTEM, work);
    }

    private static long now() {
        return System.currentTimeMillis();
    }

    static class Heard {

        private final List<Object> events = new ArrayList<>();

        @EventListener
        void on(VersionAppeared event) {
            events.add(event);
        }

        @EventListener
        void on(VersionVanished event) {
            events.add(event);
        }

        @EventListener
        void on(AliasMoved event) {
            events.add(event);
        }

        /** Since the last time this was asked. */
        List<Object> about(String model) {
            var found = events.stream()
                    .filter(event -> event.toString().contains(model))
                    .toList();
            events.clear();
            return found;
        }
    }
}
