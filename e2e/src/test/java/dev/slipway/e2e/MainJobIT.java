package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** From a run to production and back, in a browser, as those who do it. */
class MainJobIT {

    private static final String GOOD = "metrics.roc_auc > 0.88 and params.model = 'gradient_boosting'";

    @RegisterExtension
    final Visitors visitors = new Visitors();

    private final Demo demo = Demo.get();
    private final String version = demo.versionWithRole("passes");

    @AfterEach
    void settles() {
        demo.settle();
    }

    @Test
    void findsTheRunsThatAFilterNamesAndTheVersionOneBecame() {
        var run = runOf(version);
        var scientist = visitors.as("data_scientist").follow("Experiments").follow("employment");

        filter(scientist, GOOD);
        assertThat(scientist.page().locator(".sw-filter-result"))
                .hasText(Pattern.compile("^" + expected() + " runs in .*"));
        scientist.follow(run).isAt("runs/" + runIdOf(version));
        scientist.follow("employment v" + version);

        scientist.isAt("models/employment/" + version);
        assertThat(scientist.heading()).containsText("employment");
    }

    @Test
    void saysAtWhichCharacterAFilterIsWrong() {
        var scientist = visitors.as("data_scientist").follow("Experiments").follow("employment");

        filter(scientist, "metrics.roc_auc >> 0.88");

        assertThat(scientist.page().locator(".sw-filter-error")).containsText("At character 17");
        scientist.sees(runOf(version));
        scientist.open("experiments/" + employment() + "?filter=metrics.roc_auc%20%3E%3E%200.88");
        scientist.sees("The filter cannot be read");
    }

    @Test
    void letsADataScientistAskAndNotApprove() {
        var scientist = visitors.as("data_scientist").open("models/employment/" + version);
        scientist.press("Request promotion");
        var gates = scientist
                .page()
                .getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("What the gates say now"))
                .getByRole(AriaRole.LISTITEM);
        assertThat(gates).hasCount(4);
        assertThat(gates.getByText("Pass", new Locator.GetByTextOptions().setExact(true)))
                .hasCount(4);

        scientist.press("Request promotion").sees("Say why the version should move");
        scientist.dialog().getByLabel("Reason").fill("Better in every family");
        scientist.press("Request promotion").sees("Waits for 1 approval");

        assertThat(scientist.heading()).hasText("Promote employment v" + version + " to Production");
        assertThat(scientist.button("Approve")).isDisabled();
        scientist.sees("Better in every family").sees("You asked for this promotion, so somebody else decides.");
        assertThat(demo.champion("employment")).isNotEqualTo(version);
    }

    @Test
    void takesTwoClicksToApproveAndAReasonToRollBack() {
        var before = demo.champion("employment");
        var id = demo.request("employment", version, "Production");
        var engineer = visitors.as("ml_engineer").sees(Pattern.compile("decisions? waits? for you"));

        engineer.press("Review: Approve employment v" + version + " for Production");
        engineer.isAt("promotions/" + id).press("Approve").sees("Promoted");
        Eventually.until(Duration.ofSeconds(10), () -> demo.champion("employment"), version::equals);

        engineer.press("Roll back");
        engineer.dialog().getByLabel("Reason").fill("The night job complains");
        engineer.dialog()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Roll back"))
                .click();
        engineer.sees("Bring employment back to v" + before + " in Production").sees("The night job complains");
        Eventually.until(Duration.ofSeconds(10), () -> demo.champion("employment"), before::equals);
        engineer.open("promotions/" + id).sees("Rolled back");
    }

    @Test
    void tellsTheRequesterWhyTheRequestWasRejectedWhileThePageIsOpen() {
        var id = demo.request("employment", version, "Production");
        var scientist = visitors.as("data_scientist").open("promotions/" + id).sees("Waits for 1 approval");
        var engineer = visitors.as("ml_engineer").open("promotions/" + id);

        engineer.page().getByLabel("Comment").fill("Not in the week of the release");
        engineer.press("Reject").sees("Rejected");

        scientist.sees("Rejected").sees("Not in the week of the release");
    }

    @Test
    void letsTheRequesterWithdraw() {
        var id = demo.request("employment", version, "Production");
        var scientist = visitors.as("data_scientist").open("promotions/" + id).press("Withdraw");

        scientist.dialog().getByLabel("Reason").fill("Found a leak in the data");
        scientist
                .dialog()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Withdraw"))
                .click();

        scientist.sees("Withdrawn").sees("Found a leak in the data");
        assertThat(demo.promotion(id).text("state")).isEqualTo("WITHDRAWN");
    }

    @ParameterizedTest
    @CsvSource({
        "below-limit, roc_auc at least, at least 0.8000",
        "worse-than-champion, roc_auc not worse than the holder's, at least",
        "changed-signature, signature compatible, SCHL",
        "bad-twin, ONNX twin agrees, Probabilities differ by up to 0.04"
    })
    void showsWhichGateFailed(String role, String gate, String why) {
        var refused = demo.as("viewer")
                .get("/api/v1/promotions?model=employment&state=GATES_FAILED&version=" + demo.versionWithRole(role))
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();
        var viewer = visitors.as("viewer").open("promotions/" + refused).sees("Gates failed");

        var row = viewer.page().locator("table.sw-gate tbody tr").filter(new Locator.FilterOptions().setHasText(gate));

        assertThat(row).containsText("Fail");
        assertThat(row).containsText(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"manager", "admin", "viewer"})
    void keepsApproveFromThoseWithoutASeatAndSaysWhy(String role) {
        var id = demo.request("employment", version, "Production");

        var visitor = visitors.as(role).open("promotions/" + id).sees("Waits for 1 approval");

        assertThat(visitor.button("Approve")).isDisabled();
        assertThat(visitor.page().locator(".sw-why")).containsText(Pattern.compile("ML engineer|seat|role"));
    }

    @Test
    void keepsRequestingFromAViewerAndSaysWhy() {
        var viewer = visitors.as("viewer").open("models/employment/" + version);

        assertThat(viewer.button("Request promotion")).isDisabled();
        viewer.sees("you need the role data scientist or ML engineer");
    }

    @Test
    void showsAnOutsiderNothingAndSaysWhy() {
        var outsider = visitors.as("outsider");

        outsider.open("experiments").sees("No experiments yet");
        outsider.open("models").sees("No models yet");
        outsider.open("models/employment").sees("This is not yours to see");
    }

    @Test
    void showsAManagerHomeInSentences() {
        visitors.as("manager")
                .sees(Pattern.compile("models? (is|are) in production"))
                .sees("Version 1 ");
    }

    private void filter(Visitor visitor, String text) {
        var field = visitor.page().locator("main .sw-code input");
        field.fill(text);
        field.press("Enter");
        visitor.settled();
    }

    private int expected() {
        return demo.as("viewer")
                .post("/api/v1/runs/search", """
                        {"experiment_ids": ["%s"], "filter": "%s", "limit": 1000}
                        """.formatted(employment(), GOOD))
                .json()
                .get("items")
                .size();
    }

    private String employment() {
        return run(version).get("experiment_id").asString();
    }

    private String runOf(String of) {
        return run(of).get("run_name").asString();
    }

    private JsonNode run(String of) {
        var run = demo.as("viewer").get("/api/v1/runs/" + runIdOf(of)).json();
        return run.has("run") ? run.get("run") : run;
    }

    private String runIdOf(String of) {
        return demo.as("viewer")
                .get("/api/v1/models/employment/versions/" + of)
                .json()
                .get("run_id")
                .asString();
    }
}
