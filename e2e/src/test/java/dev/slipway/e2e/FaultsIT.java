package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What breaks, breaks here: on a copy of the demo's home, so that nobody else is disturbed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {

    private static final Duration START = Duration.ofMinutes(4);

    /** A statement under way when the database stops waits for ten seconds; a screen may need several. */
    private static final int HANGING_MS = 60_000;

    private static final LocatorAssertions.HasTextOptions SLOWLY =
            new LocatorAssertions.HasTextOptions().setTimeout(HANGING_MS);

    @RegisterExtension
    final Visitors visitors = new Visitors(this::copy);

    private Path home;
    private Demo copy;
    private PortalProcess portal;

    @BeforeAll
    void copiesTheDemo() throws IOException {
        var folder = Files.createTempDirectory("slipway-faults");
        var archive = folder.resolve("demo.tar.gz");
        home = folder.resolve("home");
        succeeds("backup", "--home", Demo.get().home().toString(), archive.toString());
        succeeds("restore", archive.toString(), "--home", home.toString());
        copy = Demo.start(home, Map.of());
        portal = new PortalProcess(copy);
    }

    @AfterAll
    void stops() {
        portal.end();
        succeeds("stop", "--home", home.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"intent-stored", "alias-set", "tag-set", "record-closed"})
    void leavesNoHalfPromotionWhenKilledAfter(String step) {
        portal.restart(Map.of("SLIPWAY_FAILPOINT", step));
        awaitMlflow("up");
        var version = copy.versionWithRole("passes");
        var id = copy.request("employment", version, "Production");

        copy.as("ml_engineer").tryPost("/api/v1/promotions/" + id + "/decisions", "{\"decision\": \"approve\"}");
        portal.awaitEnd(Duration.ofSeconds(30));
        portal.restart(Map.of());

        Eventually.until(Duration.ofSeconds(20), () -> copy.promotion(id).text("state"), "PROMOTED"::equals);
        assertThat(copy.champion("employment")).isEqualTo(version);
        assertThat(copy.stageTag("employment", version)).isEqualTo("Production");
        assertThat(copy.as("viewer")
                        .get("/api/v1/audit/verify")
                        .json()
                        .get("intact")
                        .asBoolean())
                .isTrue();
        awaitMlflow("up");
        rollBack(id, version);
    }

    private void rollBack(String id, String version) {
        var answer =
                copy.as("ml_engineer").post("/api/v1/promotions/" + id + "/rollback", "{\"reason\": \"A rehearsal\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        Eventually.until(Duration.ofSeconds(20), () -> copy.champion("employment"), holder -> !holder.equals(version));
        Eventually.until(Duration.ofSeconds(20), () -> copy.promotion(id).text("state"), "ROLLED_BACK"::equals);
    }

    @Test
    void showsTheIndexAndRefusesToPromoteWhileMlflowHangs() {
        stopped(List.of(mlflow()), () -> {
            awaitMlflow("down");
            var refused =
                    copy.as("data_scientist").post("/api/v1/promotions", """
                    {"model": "employment", "version": "%s", "target_stage": "Production", "reason": "Now"}
                    """.formatted(copy.versionWithRole("passes")));
            assertThat(refused.status()).as(refused.body()).isEqualTo(503);
            assertThat(copy.as("viewer").get("/api/v1/experiments").json().get("items"))
                    .isNotEmpty();
            showsEachScreenWithItsContentAndABanner();
        });
        awaitMlflow("up");
    }

    private void showsEachScreenWithItsContentAndABanner() {
        var visitor = visitors.as("admin");
        var wrong = new LinkedHashMap<String, List<String>>();
        contents().forEach((screen, content) -> {
            visitor.open(screen).sees("MLflow is not answering.").sees(content);
            assertThat(visitor.heading())
                    .not()
                    .containsText(Pattern.compile("went wrong|not answering|no such page|not yours"));
            var barriers = visitor.barriers();
            if (!barriers.isEmpty()) {
                wrong.put(screen, barriers);
            }
        });
        assertThat(wrong).isEmpty();
    }

    /** What the index knows of each screen. */
    private Map<String, String> contents() {
        var version = copy.versionWithRole("passes");
        var run = copy.as("viewer")
                .get("/api/v1/models/employment/versions/" + version)
                .text("run_id");
        var promotion = copy.as("viewer")
                .get("/api/v1/promotions?model=employment&state=GATES_FAILED")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();
        var contents = new LinkedHashMap<String, String>();
        contents.put("", "employment");
        contents.put("experiments", "employment");
        contents.put("experiments/" + copy.experiment("employment"), "logistic-first");
        contents.put("runs/" + run, "learning_rate");
        contents.put("models", "diabetes");
        contents.put("models/employment", "v" + version);
        contents.put("models/employment/" + version, "roc_auc");
        contents.put("promotions?list=all", "employment");
        contents.put("promotions/" + promotion, "Gates failed");
        contents.put("policies", "production");
        contents.put("audit", "Verify the chain");
        contents.put("account", "API tokens");
        contents.put("people", "Omar Haddad");
        return contents;
    }

    @Test
    void saysThatTheDatabaseHangsAndGoesOnByItself() {
        var readiness = new Api(copy.portal(), null);
        var before = portal.pid();
        var open = visitors.as("viewer").open("models").sees("employment");
        stopped(database(), () -> {
            saysThatItMayBeOld(open);
            Eventually.until(
                    Duration.ofSeconds(60),
                    () -> readiness.status("/actuator/health/readiness"),
                    status -> status != 200);
            assertThat(readiness.status("/actuator/health/liveness")).isEqualTo(200);
            Eventually.until(
                    Duration.ofSeconds(75),
                    () -> readiness.status("/actuator/health/readiness"),
                    status -> status == 503);
            var stranger = visitors.somebody().open("login").offer("viewer", "whatever it is");
            assertThat(stranger.alert())
                    .containsText(
                            "cannot check passwords",
                            new LocatorAssertions.ContainsTextOptions().setTimeout(HANGING_MS));
        });

        Eventually.until(
                Duration.ofSeconds(60), () -> readiness.status("/actuator/health/readiness"), status -> status == 200);
        open.follow("Experiments").isAt("experiments").sees("employment");
        assertThat(portal.pid()).isEqualTo(before);
    }

    @Test
    void tellsAnOpenScreenThatTheDatabaseIsGoneAndKeepsWhatItShows() throws SQLException {
        var open = visitors.as("viewer").open("models").sees("employment");
        open.page().evaluate("window.notReloaded = true");
        var reader = visitors.as("viewer");
        var address = URI.create(copy.database());
        var owner = address.getUserInfo().split(":", 2);
        var beside = "jdbc:postgresql://" + address.getHost() + ":" + address.getPort() + "/postgres";
        try (var database = DriverManager.getConnection(beside, owner[0], owner[1]);
                var statement = database.createStatement()) {
            statement.execute("alter database slipway allow_connections false");
            try {
                statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'slipway'");
                saysThatItMayBeOld(open);
                reader.page().setDefaultNavigationTimeout(HANGING_MS);
                reader.page().navigate("/experiments");
                assertThat(reader.heading()).hasText("The database is not answering", SLOWLY);
            } finally {
                statement.execute("alter database slipway allow_connections true");
            }
        }

        Eventually.until(
                Duration.ofSeconds(60),
                () -> new Api(copy.portal(), null).status("/actuator/health/readiness"),
                status -> status == 200);
        open.follow("Experiments").isAt("experiments").sees("employment");
        assertThat(open.page().evaluate("window.notReloaded")).isEqualTo(true);
        assertThat(reader.heading()).hasText("Experiments", SLOWLY);
        reader.sees("employment");
    }

    private static void saysThatItMayBeOld(Visitor open) {
        assertThat(open.page()
                        .getByText("The database is not answering. What you see may be old")
                        .first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(HANGING_MS));
        open.sees("employment");
    }

    /** MLflow answers from a child of the process that was started. */
    private ProcessHandle mlflow() {
        return ProcessHandle.of(copy.pid("mlflow")).orElseThrow();
    }

    /** Each connection has a process of its own. */
    private List<ProcessHandle> database() {
        return List.of(ProcessHandle.of(copy.pid("database")).orElseThrow());
    }

    @Test
    void recoversByItselfAfterTheDatabaseWasKilled() {
        signal("-9", List.of(copy.pid("database")));

        var readiness = new Api(copy.portal(), null);
        Eventually.until(
                Duration.ofSeconds(60), () -> readiness.status("/actuator/health/readiness"), status -> status == 200);
        assertThat(copy.as("viewer").get("/api/v1/experiments").json().get("items"))
                .isNotEmpty();
        assertThat(copy.as("viewer")
                        .get("/api/v1/audit/verify")
                        .json()
                        .get("intact")
                        .asBoolean())
                .isTrue();
    }

    private Demo copy() {
        return copy;
    }

    private void awaitMlflow(String state) {
        Eventually.until(Duration.ofSeconds(60), this::mlflowState, state::equals);
    }

    private String mlflowState() {
        return copy.as("viewer")
                .get("/api/v1/state")
                .json()
                .get("mlflow")
                .get("state")
                .asString();
    }

    /** With all their children, and whatever happens they go on afterwards. */
    private static void stopped(List<ProcessHandle> processes, Runnable meanwhile) {
        var all = processes.stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(ProcessHandle::pid)
                .toList();
        signal("-STOP", all);
        try {
            meanwhile.run();
        } finally {
            signal("-CONT", all);
        }
    }

    private static void signal(String signal, List<Long> pids) {
        var command = new ArrayList<>(List.of("kill", signal));
        pids.forEach(pid -> command.add(String.valueOf(pid)));
        try {
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void succeeds(String... arguments) {
        var result = Launcher.run(START, arguments);
        assertThat(result.exit()).as(result.err()).isZero();
    }
}
