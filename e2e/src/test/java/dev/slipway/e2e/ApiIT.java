package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The product through its REST API, with the demo's tokens. */
class ApiIT {

    private final Demo demo = Demo.get();

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "data_scientist", "ml_engineer", "manager", "admin"})
    void showsEveryRoleTheExperimentsOfItsTeams(String role) {
        var experiments = demo.as(role).get("/api/v1/experiments").json().get("items");

        assertThat(names(experiments, "name")).contains("employment", "diabetes", "digits");
    }

    @Test
    void showsAnOutsiderNothing() {
        var outsider = demo.as("outsider");
        var experiment = experiment("employment");

        assertThat(outsider.get("/api/v1/experiments").json().get("items")).isEmpty();
        assertThat(outsider.get("/api/v1/models").json().get("items")).isEmpty();
        assertThat(outsider.get("/api/v1/experiments/" + experiment).status()).isEqualTo(403);
        assertThat(outsider.get("/api/v1/models/employment").status()).isEqualTo(403);
        assertThat(search(outsider, experiment, "", "").get("items")).isEmpty();
    }

    @Test
    void searchesInMlflowsOrder() {
        var experiment = experiment("employment");
        var filter = "metrics.accuracy > 0.7 and params.model = 'logistic'";

        var ours = search(demo.as("viewer"), experiment, filter, "metrics.accuracy DESC");
        var theirs = demo.mlflowApi()
                .post("/api/2.0/mlflow/runs/search", """
                        {"experiment_ids": ["%s"], "filter": "%s", "order_by": ["metrics.accuracy DESC"], "max_results": 5}
                        """.formatted(experiment, filter))
                .json();

        var expected = new ArrayList<String>();
        theirs.get("runs")
                .forEach(run -> expected.add(run.get("info").get("run_id").asString()));
        assertThat(expected).isNotEmpty();
        assertThat(names(ours.get("items"), "run_id")).isEqualTo(expected);
    }

    @Test
    void refusesABadFilterWithTheOffendingCharacter() {
        var answer = demo.as("viewer").post("/api/v1/runs/search", """
                {"experiment_ids": ["1"], "filter": "metrics.accuracy >> 0.7"}
                """);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.text("code")).isEqualTo("invalid_filter");
        assertThat(answer.json().get("errors").get(0).get("pointer").asString()).isEqualTo("/filter");
        assertThat(answer.text("detail")).startsWith("At character 18");
    }

    @Test
    void refusesAPageTokenOfAnotherQuery() {
        var experiment = experiment("employment");
        var token = demo.as("viewer")
                .post("/api/v1/runs/search", "{\"experiment_ids\": [\"%s\"], \"limit\": 2}".formatted(experiment))
                .text("next_page_token");

        var answer = demo.as("viewer")
                .post(
                        "/api/v1/runs/search",
                        "{\"experiment_ids\": [\"%s\"], \"filter\": \"metrics.accuracy > 0\", \"limit\": 2, \"page_token\": \"%s\"}"
                                .formatted(experiment, token));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("invalid_page_token");
    }

    @Test
    void answersAnUnknownOrMissingTokenWithAProblem() {
        for (var api : List.of(new Api(demo.portal(), null), new Api(demo.portal(), "slp_nonsense"))) {
            var answer = api.get("/api/v1/experiments");

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.contentType()).startsWith("application/problem+json");
            assertThat(answer.text("code")).isEqualTo("not_signed_in");
        }
    }

    @Test
    void showsTheBadTwinAsFailedWithItsMeasuredDifference() {
        var versions = demo.as("viewer")
                .get("/api/v1/models/employment/versions")
                .json()
                .get("items");
        var failed = new ArrayList<String>();
        versions.forEach(version -> {
            if (version.get("parity").asString().equals("FAILED")) {
                failed.add(version.get("version").asString());
            }
        });

        assertThat(failed).hasSize(1);
        var report = demo.as("viewer")
                .get("/api/v1/models/employment/versions/" + failed.getFirst())
                .json()
                .get("parity_report");
        assertThat(report.get("max_difference").asDouble()).isGreaterThan(1e-3);
    }

    @Test
    void servesItsOpenApiDescription() {
        var description = demo.as("viewer").get("/api/openapi.json").json();

        assertThat(description.get("paths").propertyNames())
                .contains("/api/v1/experiments", "/api/v1/runs/search", "/api/v1/promotions/{id}/decisions");
    }

    @Test
    void movesTheAliasWhenSomebodyElseApproves() {
        var version = demo.versionWithRole("passes");
        var request = demo.as("data_scientist").post("/api/v1/promotions", """
                {"model": "employment", "version": "%s", "target_stage": "Production", "reason": "Better in every family"}
                """.formatted(version));
        assertThat(request.status()).as(request.body()).isEqualTo(201);
        assertThat(request.text("state")).isEqualTo("PENDING");
        var decisions = "/api/v1/promotions/" + request.text("id") + "/decisions";

        var own = demo.as("data_scientist").post(decisions, "{\"decision\": \"approve\"}");
        assertThat(own.status()).isEqualTo(403);
        assertThat(own.text("detail")).isNotBlank();
        for (var role : List.of("viewer", "admin", "outsider")) {
            assertThat(demo.as(role)
                            .post(decisions, "{\"decision\": \"approve\"}")
                            .status())
                    .as(role)
                    .isEqualTo(403);
        }

        var approved =
                demo.as("ml_engineer").post(decisions, "{\"decision\": \"approve\", \"comment\": \"Looks right\"}");
        assertThat(approved.status()).as(approved.body()).isEqualTo(200);
        Eventually.until(Duration.ofSeconds(10), () -> demo.champion("employment"), version::equals);
        Eventually.until(
                Duration.ofSeconds(10),
                () -> demo.as("viewer")
                        .get("/api/v1/promotions/" + request.text("id"))
                        .text("state"),
                "PROMOTED"::equals);

        var rolledBack = demo.as("ml_engineer")
                .post("/api/v1/promotions/" + request.text("id") + "/rollback", "{\"reason\": \"Only a rehearsal\"}");
        assertThat(rolledBack.status()).as(rolledBack.body()).isEqualTo(200);
        Eventually.until(Duration.ofSeconds(10), () -> demo.champion("employment"), holder -> !holder.equals(version));
    }

    @Test
    void refusesEachBadVersionByTheGateMadeForIt() {
        for (var role : List.of("below-limit", "worse-than-champion", "changed-signature", "bad-twin")) {
            var version = demo.versionWithRole(role);
            var promotions = demo.as("viewer")
                    .get("/api/v1/promotions?model=employment&version=" + version)
                    .json()
                    .get("items");

            assertThat(names(promotions, "state")).as(role).contains("GATES_FAILED");
        }
    }

    @Test
    void showsTheEvidenceWithTheTextThatItsDigestIsTakenOf() throws NoSuchAlgorithmException {
        var version = demo.versionWithRole("below-limit");
        var id = demo.as("viewer")
                .get("/api/v1/promotions?model=employment&version=" + version)
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();

        var evidence =
                demo.as("viewer").get("/api/v1/promotions/" + id + "/evidence").json();

        assertThat(sha256(evidence.get("digested").asString()))
                .isEqualTo(evidence.get("evidence_digest").asString());
        assertThat(evidence.get("run_id").asString()).isNotBlank();
        assertThat(evidence.at("/seen/signature/inputs")).isNotEmpty();
        assertThat(evidence.at("/seen/parity/state").asString()).isEqualTo("PASSED");
        assertThat(evidence.at("/seen/metrics/roc_auc").isNumber()).isTrue();
        assertThat(evidence.get("policy").asString()).contains("name: production");
        assertThat(demo.as("outsider")
                        .get("/api/v1/promotions/" + id + "/evidence")
                        .status())
                .isEqualTo(403);
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String experiment(String name) {
        for (var experiment :
                demo.as("viewer").get("/api/v1/experiments").json().get("items")) {
            if (experiment.get("name").asString().equals(name)) {
                return experiment.get("experiment_id").asString();
            }
        }
        throw new AssertionError("No experiment " + name);
    }

    private static JsonNode search(Api api, String experiment, String filter, String order) {
        var orderBy = order.isEmpty() ? "" : "\"" + order + "\"";
        return api.post("/api/v1/runs/search", """
                        {"experiment_ids": ["%s"], "filter": "%s", "order_by": [%s], "limit": 5}
                        """.formatted(experiment, filter, orderBy))
                .json();
    }

    private static List<String> names(JsonNode items, String field) {
        var names = new ArrayList<String>();
        items.forEach(item -> names.add(item.get(field).asString()));
        return names;
    }
}
