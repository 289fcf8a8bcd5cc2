package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** MLflow takes nearly every character into a model's name; whatever it took can be opened. */
class NamesIT {

    private static final JsonMapper JSON = new JsonMapper();

    @RegisterExtension
    final Visitors visitors = new Visitors();

    private final Demo demo = Demo.get();
    private final String name =
            "Über 50% + a;b\\c 'd' #?&= " + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void opensAModelAndItsVersionFromTheListByItsAddressAndOverTheApi() {
        register();
        try {
            var engineer = visitors.as("ml_engineer").open("models?name=" + Demo.encoded("Über 50%"));
            engineer.follow(name);
            assertThat(engineer.heading()).containsText(name);
            engineer.page().reload();
            assertThat(engineer.settled().heading()).containsText(name);

            engineer.follow("v1").sees("Request promotion");
            engineer.page().reload();
            assertThat(engineer.settled().heading()).containsText(name);

            var version = demo.as("viewer").get("/api/v1/models/" + Demo.encoded(name) + "/versions/1");
            assertThat(version.text("model")).isEqualTo(name);
        } finally {
            demo.mlflowApi()
                    .send(
                            "DELETE",
                            "/api/2.0/mlflow/registered-models/delete",
                            JSON.writeValueAsString(Map.of("name", name)));
        }
    }

    private void register() {
        var known = demo.as("viewer")
                .get("/api/v1/models/employment/versions/" + demo.versionWithRole("passes"))
                .json();
        var modelId = known.get("source").asString().substring("models:/".length());
        demo.mlflowApi()
                .post("/api/2.0/mlflow/registered-models/create", JSON.writeValueAsString(Map.of("name", name)));
        demo.mlflowApi()
                .post(
                        "/api/2.0/mlflow/model-versions/create",
                        JSON.writeValueAsString(Map.of(
                                "name",
                                name,
                                "source",
                                known.get("source").asString(),
                                "run_id",
                                known.get("run_id").asString(),
                                "model_id",
                                modelId)));
        Eventually.until(
                Duration.ofSeconds(20),
                () -> demo.as("viewer")
                        .get("/api/v1/models/" + Demo.encoded(name) + "/versions")
                        .body(),
                body -> body.contains("\"version\":\"1\""));
    }
}
