package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Runs found, looked into, compared and registered, by those who look for the best one. */
class ExperimentsIT {

    private static final String BOOSTED = "metrics.roc_auc > 0.85 and params.model = 'gradient_boosting'";
    private static final int SOON_MS = 8_000;

    @RegisterExtension
    final Visitors visitors = new Visitors();

    private final Demo demo = Demo.get();
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void completesAFilterAndKeepsItInTheAddress() {
        var scientist = visitors.as("data_scientist").open(runs("employment"));
        var field = filter(scientist);
        field.click();
        field.pressSequentially("metrics.roc_a");
        var offered = scientist.page().getByRole(AriaRole.OPTION);
        assertThat(offered.first()).hasText("metrics.roc_auc");
        field.press("ArrowDown");
        field.press("Enter");
        assertThat(field).hasValue("metrics.roc_auc ");
        field.pressSequentially("> 0.85 and params.model = ");
        assertThat(offered.getByText("'gradient_boosting'")).isVisible();
        field.press("Escape");
        assertThat(offered).hasCount(0);
        field.pressSequentially("'gradient_boosting'");
        field.press("Enter");
        scientist.page().waitForURL(url -> url.contains("filter="));

        var count = found("employment", BOOSTED, "").size();
        assertThat(result(scientist)).hasText(Pattern.compile("^" + count + " runs in .*"));
        scientist.page().reload();
        scientist.settled();
        assertThat(filter(scientist)).hasValue(BOOSTED);
        assertThat(result(scientist)).hasText(Pattern.compile("^" + count + " runs in .*"));
        scientist.page().goBack();
        assertThat(filter(scientist)).hasValue("");
    }

    @Test
    void marksTheCharacterAtWhichAFilterIsWrong() {
        var scientist = visitors.as("data_scientist").open(runs("employment"));

        filter(scientist).fill("params.model = gradient");
        filter(scientist).press("Enter");

        assertThat(scientist.page().locator(".sw-filter-error")).containsText("At character 16");
        assertThat(scientist.page().locator(".sw-filter-error mark")).hasText("g");
        assertThat(filter(scientist)).hasValue("params.model = gradient");
    }

    @Test
    void filtersByChipsThatCanBeTakenBack() {
        var scientist = visitors.as("data_scientist").open(runs("employment"));

        chip(scientist, "model: gradient_boosting").click();
        assertThat(filter(scientist)).hasValue("params.model = 'gradient_boosting'");
        chip(scientist, "Finished").click();
        assertThat(filter(scientist)).hasValue("params.model = 'gradient_boosting' and attributes.status = 'FINISHED'");
        assertThat(chip(scientist, "Finished")).hasAttribute("aria-pressed", "true");
        chip(scientist, "model: gradient_boosting").click();

        assertThat(filter(scientist)).hasValue("attributes.status = 'FINISHED'");
        var count = found("employment", "attributes.status = 'FINISHED'", "").size();
        assertThat(result(scientist)).hasText(Pattern.compile("^" + count + " runs in .*"));
    }

    @Test
    void addsAColumnAndSortsByItAndBothOutliveAReload() {
        var scientist = visitors.as("data_scientist").open(runs("employment"));
        assertThat(head(scientist, "train_log_loss")).hasCount(0);
        scientist.press("Columns");
        scientist.page().getByLabel("Search for a key").fill("train_log");
        scientist
                .page()
                .getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("train_log_loss"))
                .check();
        assertThat(head(scientist, "train_log_loss")).isVisible();
        scientist.page().keyboard().press("Escape");
        assertThat(scientist.page().getByLabel("Search for a key")).isHidden();
        head(scientist, "train_log_loss").scrollIntoViewIfNeeded();
        scientist.settled();

        head(scientist, "train_log_loss").click();

        scientist.page().waitForURL(Pattern.compile(".*order_by=metrics\\.train_log_loss.*"));
        scientist.settled();
        var best = names(found("employment", "", "metrics.train_log_loss ASC")).getFirst();
        assertThat(firstRow(scientist)).hasText(best);
        scientist.page().reload();
        scientist.settled();
        assertThat(head(scientist, "train_log_loss")).isVisible();
        assertThat(firstRow(scientist)).hasText(best);
        scientist.press("Columns").press("The usual columns");
        assertThat(head(scientist, "train_log_loss")).hasCount(0);
    }

    @Test
    void saysWhichConditionLeavesNothingAndDropsIt() {
        var scientist = visitors.as("data_scientist")
                .open(runs("employment")
                        + "?filter=metrics.roc_auc%20%3E%202%20and%20params.model%20%3D%20%27logistic%27");

        scientist.sees("No run matches").press("Leave that condition out");

        assertThat(filter(scientist)).hasValue("params.model = 'logistic'");
        assertThat(firstRow(scientist)).isVisible();
    }

    @Test
    void showsHowARunWentAndWhatItLeft() {
        var version = demo.versionWithRole("passes");
        var run = run(version);
        var scientist =
                visitors.as("data_scientist").open("runs/" + run.get("run_id").asString());

        assertThat(scientist.heading()).hasText(run.get("run_name").asString());
        run.get("params").properties().forEach(param -> {
            assertThat(scientist.panel("Parameters")).containsText(param.getKey());
            assertThat(scientist.panel("Parameters"))
                    .containsText(param.getValue().asString());
        });
        var curve = scientist.panel("roc_auc");
        assertThat(curve.locator(".sw-chart canvas, .sw-chart svg").first()).isVisible();
        curve.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Show as table"))
                .click();
        var rows = curve.locator("tbody tr");
        assertThat(rows.nth(9)).isVisible();
        assertThat(scientist.panel("Signature").locator("tbody tr").first()).containsText("AGEP");

        var files = scientist.panel("Files");
        file(files, "evaluation").click();
        file(files, "notes.txt").click();
        assertThat(files.locator("pre")).containsText("rows of the reference period");
        file(files, "report.json").click();
        assertThat(files.locator("pre")).containsText("\"rows\"");
        file(files, "MLmodel").click();
        assertThat(files.locator("pre")).containsText("python_function");
        file(files, "plots").click();
        file(files, "roc_curve.png").click();
        var image = files.locator("img");
        assertThat(image).isVisible();
        scientist
                .page()
                .waitForCondition(() -> Boolean.TRUE.equals(image.evaluate("i => i.complete && i.naturalWidth > 100")));
    }

    @Test
    void registersAVersionFromARun() {
        var run = runWithModel();
        var model = "e2e-" + mark;
        var scientist =
                visitors.as("data_scientist").open("runs/" + run.get("run_id").asString());
        try {
            scientist.press("Register version");
            var name = scientist.dialog().getByLabel("Model", new Locator.GetByLabelOptions().setExact(true));
            name.fill(model);
            name.press("Enter");
            scientist.dialog().getByLabel("Description").fill("Tried from a browser");
            scientist.press("Register version").sees("is registered as");

            scientist.follow(model + " v1").isAt("models/" + model + "/1");
            scientist.sees("Tried from a browser");
            var registered = demo.mlflowApi()
                    .get("/api/2.0/mlflow/model-versions/get?name=" + model + "&version=1")
                    .json();
            assertThat(registered.get("model_version").get("run_id").asString())
                    .isEqualTo(run.get("run_id").asString());
        } finally {
            demo.mlflowApi()
                    .send("DELETE", "/api/2.0/mlflow/registered-models/delete", "{\"name\": \"" + model + "\"}");
        }
    }

    @Test
    void keepsRegisteringFromAViewerAndSaysWhy() {
        var viewer = visitors.as("viewer")
                .open("runs/" + runWithModel().get("run_id").asString());

        assertThat(viewer.button("Register version")).isDisabled();
        viewer.sees("Your role does not register versions here");
    }

    @Test
    void comparesRunsAndHidesWhatIsEqual() {
        var scientist = visitors.as("data_scientist").open(runs("employment") + "?order_by=metrics.roc_auc%20DESC");
        var boxes = scientist.page().getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Select Row"));
        for (var n = 0; n < 3; n++) {
            boxes.nth(n).click();
        }
        scientist.sees("3 selected").press("Compare").isAt("compare");

        var table = scientist.page().locator("table.sw-cmp");
        assertThat(table.locator("thead th.run")).hasCount(3);
        assertThat(scientist
                        .page()
                        .locator("main .sw-chart canvas, main .sw-chart svg")
                        .first())
                .isVisible();
        var rows = table.locator("tbody tr:not(.grp)");
        var differing = rows.count();
        assertThat(equalRows(table)).isEmpty();
        scientist.page().getByLabel("Only rows that differ").uncheck();
        scientist.page().waitForURL(Pattern.compile(".*rows=all.*"));
        scientist.settled();
        assertThat(rows.nth(differing)).isVisible();
        assertThat(equalRows(table)).isNotEmpty();
        scientist.page().reload();
        scientist.settled();
        assertThat(rows.nth(differing)).isVisible();
        scientist.page().getByLabel("Only rows that differ").check();
        assertThat(rows).hasCount(differing);
    }

    /** What stands in every column alike. */
    private static List<String> equalRows(Locator table) {
        return table.locator("tbody tr:not(.grp)").all().stream()
                .filter(row ->
                        row.locator("td").allInnerTexts().stream().distinct().count() == 1)
                .map(Locator::innerText)
                .toList();
    }

    @Test
    void showsANewRunOnTheOpenScreen() {
        var experiment = demo.mlflowApi()
                .post(
                        "/api/2.0/mlflow/experiments/create",
                        "{\"name\": \"live-" + mark + "\", \"tags\": [{\"key\": \"team\", \"value\": \"vision\"}]}")
                .text("experiment_id");
        Eventually.until(
                Duration.ofSeconds(20),
                () -> demo.as("viewer").get("/api/v1/experiments/" + experiment).status(),
                status -> status == 200);
        var viewer = visitors.as("viewer").open("experiments/" + experiment).sees("No runs yet");
        viewer.page().evaluate("window.notReloaded = true");

        var run = create(experiment, "first-" + mark);
        var soon = new LocatorAssertions.IsVisibleOptions().setTimeout(SOON_MS);
        assertThat(viewer.page().getByText("first-" + mark)).isVisible(soon);
        demo.mlflowApi().post("/api/2.0/mlflow/runs/log-metric", """
                {"run_id": "%s", "key": "depth", "value": 12.5, "timestamp": 1, "step": 0}
                """.formatted(run));
        demo.mlflowApi().post("/api/2.0/mlflow/runs/update", """
                {"run_id": "%s", "status": "FINISHED", "end_time": %d}
                """.formatted(run, System.currentTimeMillis()));
        assertThat(viewer.page().locator("main vaadin-grid").getByText("12.5")).isVisible(soon);
        create(experiment, "second-" + mark);

        assertThat(viewer.page().getByText("second-" + mark)).isVisible(soon);
        assertThat(viewer.page().evaluate("window.notReloaded")).isEqualTo(true);
    }

    private String create(String experiment, String name) {
        return demo.mlflowApi()
                .post("/api/2.0/mlflow/runs/create", """
                        {"experiment_id": "%s", "run_name": "%s", "start_time": %d}
                        """.formatted(experiment, name, System.currentTimeMillis()))
                .json()
                .get("run")
                .get("info")
                .get("run_id")
                .asString();
    }

    private String runs(String experiment) {
        return "experiments/" + demo.experiment(experiment);
    }

    private static Locator filter(Visitor visitor) {
        return visitor.page().locator("main .sw-code input");
    }

    private static Locator result(Visitor visitor) {
        return visitor.page().locator(".sw-filter-result");
    }

    private static Locator chip(Visitor visitor, String name) {
        return visitor.page().locator("button.sw-chip").filter(new Locator.FilterOptions().setHasText(name));
    }

    private static Locator head(Visitor visitor, String column) {
        return visitor.page().locator("main vaadin-grid-sorter").filter(new Locator.FilterOptions().setHasText(column));
    }

    private static Locator firstRow(Visitor visitor) {
        return visitor.page().locator("main vaadin-grid .sw-runname a").first();
    }

    private static Locator file(Locator files, String name) {
        return files.locator(".sw-files-tree button")
                .filter(new Locator.FilterOptions().setHasText(name))
                .first();
    }

    /** By Slipway's REST, in its order. */
    private List<JsonNode> found(String experiment, String filter, String order) {
        var orderBy = order.isEmpty() ? "" : "\"" + order + "\"";
        return demo.as("viewer")
                .post("/api/v1/runs/search", """
                        {"experiment_ids": ["%s"], "filter": "%s", "order_by": [%s], "limit": 1000}
                        """.formatted(demo.experiment(experiment), filter, orderBy))
                .json()
                .get("items")
                .valueStream()
                .toList();
    }

    private static List<String> names(List<JsonNode> runs) {
        return runs.stream().map(run -> run.get("run_name").asString()).toList();
    }

    private JsonNode run(String version) {
        var id = demo.as("viewer")
                .get("/api/v1/models/employment/versions/" + version)
                .text("run_id");
        return demo.as("viewer").get("/api/v1/runs/" + id).json();
    }

    /** The one that the demo made a version of; it can become another model's as well. */
    private JsonNode runWithModel() {
        return run(demo.versionWithRole("passes"));
    }
}
