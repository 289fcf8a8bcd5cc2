package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What breaks, breaks here: on a copy of the demo's home, so that nobody else is disturbed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {

    private static final Duration START = Duration.ofMinutes(4);

    private Path home;
    private Demo copy;

    @BeforeAll
    void copiesTheDemo() throws IOException {
        var folder = Files.createTempDirectory("slipway-faults");
        var archive = folder.resolve("demo.tar.gz");
        home = folder.resolve("home");
        succeeds("backup", "--home", Demo.get().home().toString(), archive.toString());
        succeeds("restore", archive.toString(), "--home", home.toString());
        copy = Demo.start(home, Map.of());
    }

    @AfterAll
    void stops() {
        succeeds("stop", "--home", home.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"intent-stored", "alias-set", "tag-set", "record-closed"})
    void leavesNoHalfPromotionWhenKilledAfter(String step) {
        succeeds("stop", "--home", home.toString());
        copy = Demo.start(home, Map.of("SLIPWAY_FAILPOINT", step));
        var version = copy.versionWithRole("passes");
        var id = copy.request("employment", version, "Production");

        copy.as("ml_engineer").tryPost("/api/v1/promotions/" + id + "/decisions", "{\"decision\": \"approve\"}");
        Eventually.until(Duration.ofSeconds(30), () -> Demo.state(home), "down"::equals);
        copy = Demo.start(home, Map.of());

        Eventually.until(Duration.ofSeconds(20), () -> copy.promotion(id).text("state"), "PROMOTED"::equals);
        assertThat(copy.champion("employment")).isEqualTo(version);
        assertThat(copy.stageTag("employment", version)).isEqualTo("Production");
        assertThat(copy.as("viewer")
                        .get("/api/v1/audit/verify")
                        .json()
                        .get("intact")
                        .asBoolean())
                .isTrue();
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
    void showsTheIndexAndRefusesToPromoteWhileMlflowHangs() throws IOException {
        var mlflow = copy.pid("mlflow");
        signal("-STOP", "-" + mlflow);
        try {
            Eventually.until(Duration.ofSeconds(60), this::mlflowState, "down"::equals);
            var refused =
                    copy.as("data_scientist").post("/api/v1/promotions", """
                    {"model": "employment", "version": "%s", "target_stage": "Production", "reason": "Now"}
                    """.formatted(copy.versionWithRole("passes")));
            assertThat(refused.status()).as(refused.body()).isEqualTo(503);
            assertThat(copy.as("viewer").get("/api/v1/experiments").json().get("items"))
                    .isNotEmpty();
        } finally {
            signal("-CONT", "-" + mlflow);
        }
        Eventually.until(Duration.ofSeconds(60), () -> Demo.state(home), "up"::equals);
    }

    @Test
    void recoversByItselfAfterTheDatabaseWasKilled() throws IOException {
        signal("-9", String.valueOf(copy.pid("database")));

        var readiness = new Api(copy.portal(), null);
        Eventually.until(
                Duration.ofSeconds(60),
                () -> readiness.get("/actuator/health/readiness").status(),
                status -> status == 200);
        assertThat(copy.as("viewer").get("/api/v1/experiments").json().get("items"))
                .isNotEmpty();
        assertThat(copy.as("viewer")
                        .get("/api/v1/audit/verify")
                        .json()
                        .get("intact")
                        .asBoolean())
                .isTrue();
    }

    private String mlflowState() {
        return copy.as("viewer")
                .get("/api/v1/state")
                .json()
                .get("mlflow")
                .get("state")
                .asString();
    }

    /** @param target a process, or after a minus its whole group: MLflow answers from a child */
    private static void signal(String signal, String target) throws IOException {
        try {
            new ProcessBuilder("kill", signal, "--", target).start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void succeeds(String... arguments) {
        var result = Launcher.run(START, arguments);
        assertThat(result.exit()).as(result.err()).isZero();
    }
}
