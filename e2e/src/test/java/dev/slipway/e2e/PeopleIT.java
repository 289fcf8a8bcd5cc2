package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.e2e.Demo.Login;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An admin lets people in and out, and says whose things are whose; anybody makes tokens. */
class PeopleIT {

    private static final String PASSWORD = "three knots and a bell";
    private static final String EVERYTHING = "*";

    @RegisterExtension
    final Visitors visitors = new Visitors();

    private final Demo demo = Demo.get();
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void givesEverythingBackToTheFirstTeam() {
        for (var rule : rules()) {
            if (rule.pattern().contains(mark)) {
                demo.as("admin").send("DELETE", "/api/v1/teams/rules/" + rule.position(), null);
            }
        }
        if (rules().stream().noneMatch(rule -> rule.pattern().equals(EVERYTHING))) {
            demo.as("admin").post("/api/v1/teams/rules", "{\"pattern\": \"*\", \"team\": \"workforce\"}");
        }
    }

    @Test
    void letsANewPersonInWithARoleAndALink() {
        var admin = visitors.as("admin").open("people").press("Add a person");
        admin.dialog().getByLabel("User name").fill("new-" + mark);
        admin.dialog()
                .getByLabel("Name", new Locator.GetByLabelOptions().setExact(true))
                .fill("Nora " + mark);
        role(admin, "Data scientist").check();
        admin.press("Add a person");
        var link = admin.dialog().getByLabel("The link").innerText();
        admin.press("I have handed it over").sees("Nora " + mark);

        var nora = visitors.somebody();
        nora.page().navigate(link);
        nora.page()
                .getByLabel("New password", new Page.GetByLabelOptions().setExact(true))
                .fill(PASSWORD);
        nora.page().getByLabel("New password, again").fill(PASSWORD);
        nora.press("Set the password").sees("The password is set");

        nora.signIn(new Login("new-" + mark, PASSWORD, "")).open("account").sees("Data scientist in workforce");
        nora.open("models/employment/" + demo.versionWithRole("passes"));
        assertThat(nora.button("Request promotion")).isEnabled();
    }

    @Test
    void saysAtTheFieldWhyAPersonCannotBeAdded() {
        var admin = visitors.as("admin").open("people").press("Add a person");
        admin.dialog().getByLabel("User name").fill(demo.login("viewer").username());
        admin.dialog()
                .getByLabel("Name", new Locator.GetByLabelOptions().setExact(true))
                .fill("Second Mara");

        admin.press("Add a person");

        assertThat(admin.dialog().locator("vaadin-text-field[invalid]").first())
                .containsText(demo.login("viewer").username());
    }

    @Test
    void givesAndTakesARoleAndTheOpenScreenFollows() {
        var guest = demo.newcomer("viewer");
        var version = "models/employment/" + demo.versionWithRole("passes");
        var visitor = visitors.somebody().signIn(guest).open(version);
        assertThat(visitor.button("Request promotion")).isDisabled();
        var admin = visitors.as("admin").open("people");

        admin.manage(guest);
        role(admin, "Data scientist").check();
        admin.press("Save the roles").sees("They count from now on");
        assertThat(roles(guest)).containsExactlyInAnyOrder("viewer", "data_scientist");
        visitor.open(version);
        assertThat(visitor.button("Request promotion")).isEnabled();

        admin.manage(guest);
        assertThat(role(admin, "Data scientist")).isChecked();
        role(admin, "Data scientist").uncheck();
        role(admin, "Viewer").uncheck();
        admin.press("Save the roles");
        Eventually.until(Duration.ofSeconds(5), () -> roles(guest), List::isEmpty);
        visitor.open("models").sees("This is not yours to see");
    }

    @Test
    void disablesAPersonAndEndsWhatIsOpen() {
        var guest = demo.newcomer("viewer");
        var visitor = visitors.somebody().from("192.0.2.20").signIn(guest).open("models");
        var admin = visitors.as("admin").open("people");

        admin.manage(guest);
        admin.press("Disable").press("Disable").sees(Pattern.compile("is disabled: signed out everywhere"));

        visitor.isAt("login").offer(guest.username(), guest.password()).settled();
        assertThat(visitor.alert()).containsText("the account is disabled");
        admin.manage(guest);
        admin.press("Enable").sees(Pattern.compile("can sign in again"));
        visitor.signIn(guest).open("models").isAt("models");
    }

    @Test
    void findsAnOwnerForWhatBelongsToNobody() {
        var experiment = "orphan-" + mark;
        var admin = visitors.as("admin").open("people?part=teams");
        admin.fill("Name of the team", "crew-" + mark).press("Add a team");
        assertThat(admin.panel("Teams")
                        .getByRole(AriaRole.ROW)
                        .filter(new Locator.FilterOptions().setHasText("crew-" + mark)))
                .containsText("Omar Haddad");

        admin.open("people?part=ownership").press("Remove the rule *");
        demo.mlflowApi().post("/api/2.0/mlflow/experiments/create", "{\"name\": \"" + experiment + "\"}");
        Eventually.until(Duration.ofSeconds(20), () -> seen("admin", experiment), Boolean.TRUE::equals);
        assertThat(seen("viewer", experiment)).isFalse();
        admin.open("people?part=ownership").sees(Pattern.compile("belongs? to no team"));
        var team = admin.page().getByLabel("Team of Experiment " + experiment);
        team.fill("crew-" + mark);
        admin.page()
                .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("crew-" + mark))
                .click();

        assertThat(admin.panel("Belongs to no team").getByText(experiment)).hasCount(0);
        assertThat(team(experiment)).isEqualTo("crew-" + mark);
    }

    @Test
    void ownsByANameRuleWhatIsMadeLater() {
        var admin = visitors.as("admin").open("people?part=ownership").press("Remove the rule *");
        var rules = admin.panel("Name rules");
        rules.getByLabel("Pattern").fill("later-" + mark + "-*");
        rules.getByLabel("Team", new Locator.GetByLabelOptions().setExact(true)).fill("vision");
        admin.page()
                .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("vision"))
                .click();
        admin.press("Add the rule");
        assertThat(rules.getByText("later-" + mark + "-*")).isVisible();

        demo.mlflowApi().post("/api/2.0/mlflow/experiments/create", "{\"name\": \"later-" + mark + "-one\"}");

        Eventually.until(Duration.ofSeconds(20), () -> seen("viewer", "later-" + mark + "-one"), Boolean.TRUE::equals);
        assertThat(team("later-" + mark + "-one")).isEqualTo("vision");
    }

    @Test
    void makesATokenThatWorksUntilItIsRevoked() {
        var guest = demo.newcomer("data_scientist");
        var visitor = visitors.somebody().signIn(guest).open("account");
        visitor.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));

        visitor.press("New token");
        visitor.dialog().getByLabel("Name").fill("nightly-" + mark);
        visitor.press("Make the token").sees("This is the only time the token is shown");
        var token = visitor.dialog().getByLabel("The token").innerText();
        visitor.press("Copy").sees("Copied");
        assertThat(visitor.page().evaluate("navigator.clipboard.readText()")).isEqualTo(token);
        visitor.press("I have kept it");
        assertThat(visitor.page().content()).doesNotContain(token);

        var api = new Api(demo.portal(), token);
        assertThat(api.get("/api/v1/account").text("username")).isEqualTo(guest.username());
        assertThat(api.post("/api/v1/promotions", "{}").status())
                .as("beyond its scope")
                .isEqualTo(403);
        visitor.open("account").press("Revoke nightly-" + mark);
        visitor.dialog();
        visitor.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Revoke").setExact(true))
                .click();

        assertThat(visitor.panel("API tokens").getByText("Revoked")).isVisible();
        assertThat(api.get("/api/v1/account").status()).isEqualTo(401);
    }

    @Test
    void keepsPeopleFromThoseWhoDoNotAdminister() {
        for (var role : List.of("viewer", "data_scientist", "ml_engineer", "manager")) {
            var visitor = visitors.as(role);
            assertThat(visitor.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Team and access")))
                    .hasCount(0);
            visitor.open("people").sees("This is not yours to see");
        }
    }

    private static Locator role(Visitor admin, String role) {
        return admin.dialog()
                .locator("vaadin-checkbox-group")
                .filter(new Locator.FilterOptions().setHasText("workforce"))
                .getByRole(AriaRole.CHECKBOX, new Locator.GetByRoleOptions().setName(role));
    }

    private List<String> roles(Login guest) {
        return demo.user(guest.username())
                .get("roles")
                .valueStream()
                .map(role -> role.get("role").asString())
                .toList();
    }

    private boolean seen(String role, String experiment) {
        return demo.as(role)
                .get("/api/v1/experiments?limit=1000")
                .json()
                .get("items")
                .valueStream()
                .anyMatch(seen -> seen.get("name").asString().equals(experiment));
    }

    private String team(String experiment) {
        return demo.as("admin")
                .get("/api/v1/experiments?limit=1000")
                .json()
                .get("items")
                .valueStream()
                .filter(seen -> seen.get("name").asString().equals(experiment))
                .map(seen -> seen.get("team").asString())
                .findFirst()
                .orElse("");
    }

    private List<Rule> rules() {
        return demo.as("admin")
                .get("/api/v1/teams/rules")
                .json()
                .get("items")
                .valueStream()
                .map(rule -> new Rule(
                        rule.get("position").asInt(), rule.get("pattern").asString()))
                .toList();
    }

    private record Rule(int position, String pattern) {}
}
