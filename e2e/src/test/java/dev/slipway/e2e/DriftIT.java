package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An alias that somebody moves in MLflow, behind Slipway's back. */
class DriftIT {

    private static final String MODEL = "diabetes";

    @RegisterExtension
    final Visitors visitors = new Visitors();

    private final Demo demo = Demo.get();
    private final String holder = demo.champion(MODEL);

    @AfterEach
    void leavesTheAliasWhereItWas() {
        moveInMlflow(holder);
        Eventually.until(Duration.ofSeconds(15), this::findings, count -> count == 0);
    }

    @Test
    void isSeenAtOnceAndPutBackByWhoMay() {
        var engineer = visitors.as("ml_engineer").open("models/" + MODEL);
        var scientist = visitors.as("data_scientist").open("models/" + MODEL);

        moveInMlflow(another());
        engineer.sees("The alias champion was moved outside Slipway: it should be on v" + holder);
        scientist.sees("The alias champion was moved outside Slipway");
        assertThat(scientist.button("Put champion back")).hasCount(0);
        engineer.press("Put champion back");
        engineer.dialog().getByLabel("Reason").fill("A slip in a notebook");
        engineer.dialog()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Put champion back"))
                .click();

        engineer.sees("The alias champion is on v" + holder + " again.");
        assertThat(engineer.page().getByText("moved outside Slipway")).hasCount(0);
        assertThat(scientist.page().getByText("moved outside Slipway")).hasCount(0);
        assertThat(demo.champion(MODEL)).isEqualTo(holder);
    }

    @Test
    void isListedAndPutBackByAProgram() {
        moveInMlflow(another());
        Eventually.until(Duration.ofSeconds(15), this::findings, count -> count == 1);
        var address = "/api/v1/models/" + MODEL + "/stages/Production/put-back";

        assertThat(demo.as("data_scientist").post(address, "{}").status()).isEqualTo(403);
        assertThat(demo.as("outsider").post(address, "{").status()).isEqualTo(403);
        assertThat(demo.champion(MODEL)).isNotEqualTo(holder);
        var answer = demo.as("ml_engineer").post(address, "{\"reason\": \"A slip in a notebook\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("stages").get("Production").asString()).isEqualTo(holder);
        assertThat(demo.champion(MODEL)).isEqualTo(holder);
        assertThat(demo.as("ml_engineer").post(address, "{}").text("code")).isEqualTo("alias_in_place");
    }

    private String another() {
        return holder.equals("1") ? "2" : "1";
    }

    private void moveInMlflow(String version) {
        var moved = demo.mlflowApi().post("/api/2.0/mlflow/registered-models/alias", """
                {"name": "%s", "alias": "champion", "version": "%s"}
                """.formatted(MODEL, version));
        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
    }

    private int findings() {
        return demo.as("viewer")
                .get("/api/v1/alias-findings")
                .json()
                .get("items")
                .size();
    }
}
