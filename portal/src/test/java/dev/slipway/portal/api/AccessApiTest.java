package dev.slipway.portal.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.Caller;
import dev.slipway.portal.People;
import dev.slipway.portal.PortalTest;
import dev.slipway.security.Role;
import dev.slipway.security.SignIns;
import dev.slipway.security.SignIns.Outcome.Admitted;
import dev.slipway.security.Users;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** Users, teams and tokens over REST, and what every resource has in common. */
@PortalTest
@Import(People.class)
class AccessApiTest {

    private static final String USERS = "/api/v1/users";
    private static final String TEAMS = "/api/v1/teams";
    private static final String TOKENS = "/api/v1/tokens";

    private final People people;
    private final Users users;
    private final SignIns signIns;
    private final int port;
    private final String name = "u" + UUID.randomUUID().toString().substring(0, 8);
    private Caller admin;

    @Autowired
    AccessApiTest(People people, Users users, SignIns signIns, @LocalServerPort int port) {
        this.people = people;
        this.users = users;
        this.signIns = signIns;
        this.port = port;
        this.admin = Caller.browser(port);
    }

    @BeforeEach
    void signInAsAdmin() {
        var boss = "boss-" + name;
        people.user(boss, "workforce", Role.ADMIN);
        admin = Caller.with(port, people.token(boss));
    }

    @Test
    void makesAUserWithRoles() {
        var made = admin.post(USERS, """
                {"username": "%s", "password": "%s", "display_name": "Ada",
                 "roles": [{"team": "workforce", "role": "Data_Scientist"}]}
                """.formatted(name, PortalTest.PASSWORD));

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().propertyNames())
                .contains("id", "username", "display_name")
                .doesNotContain("password");
        assertThat(made.json().get("roles").get(0).get("role").asString()).isEqualTo("data_scientist");
        assertThat(admin.get(USERS + "/" + made.text("id")).json()).isEqualTo(made.json());
        assertThat(texts(admin.get(USERS + "?text=" + name).json().get("items"), "username"))
                .containsExactlyInAnyOrder("boss-" + name, name);
        assertThat(signIns.attempt(name, PortalTest.PASSWORD, "test")).isInstanceOf(Admitted.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"username\": \"x!\"} | /username",
                "{} | /username",
                "{\"username\": \"fine\", \"password\": \"short\"} | /password",
                "{\"username\": \"fine\", \"roles\": [{\"team\": \"nowhere\", \"role\": \"viewer\"}]} | /roles/0/team",
                "{\"username\": \"fine\", \"roles\": [{\"team\": \"workforce\", \"role\": \"king\"}]} | /roles/0/role"
            })
    void namesTheFieldThatIsWrong(String body, String pointer) {
        var answer = admin.post(USERS, body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").get(0).get("pointer").asString()).isEqualTo(pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"username\": ", "{\"nickname\": \"x\"}", "{\"username\": [1]}", "[]"})
    void refusesABodyThatCannotBeRead(String body) {
        var answer = admin.post(USERS, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("malformed_body");
        assertThat(answer.json().get("errors")).hasSize(1);
    }

    @Test
    void keepsUsersForAdmins() {
        people.user(name, "workforce", Role.ML_ENGINEER);
        var engineer = Caller.with(port, people.token(name));

        for (var answer : List.of(
                engineer.get(USERS),
                engineer.post(USERS, "nonsense"),
                engineer.get(USERS + "/x"),
                engineer.post(TEAMS, "{}"))) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text("code")).isEqualTo("permission_missing");
        }
    }

    @Test
    void letsAnAdminOfOneTeamReachIntoNoOther() {
        var theirs = people.user(name, "workforce", Role.ML_ENGINEER);
        people.user("solo-" + name, "solo-" + name, Role.ADMIN);
        var solo = Caller.with(port, people.token("solo-" + name));

        for (var answer : List.of(
                solo.post(USERS + "/" + theirs + "/reset", "{}"),
                solo.post(USERS + "/" + theirs + "/disable", "{}"),
                solo.delete(USERS + "/" + theirs),
                solo.post(TEAMS + "/rules", "{\"pattern\": \"x*\", \"team\": \"workforce\"}"),
                solo.post(
                        TEAMS + "/assign",
                        "{\"kind\": \"MODEL\", \"name\": \"%s\", \"team\": \"workforce\"}".formatted(name)))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        }
        assertThat(signIns.attempt(name, PortalTest.PASSWORD, "test")).isInstanceOf(Admitted.class);
    }

    @Test
    void takesNothingFromATeamOneDoesNotAdminister() {
        admin.post(
                TEAMS + "/assign", "{\"kind\": \"MODEL\", \"name\": \"%s\", \"team\": \"workforce\"}".formatted(name));
        people.user("solo-" + name, "solo-" + name, Role.ADMIN);
        var solo = Caller.with(port, people.token("solo-" + name));

        var answer = solo.post(
                TEAMS + "/assign",
                "{\"kind\": \"MODEL\", \"name\": \"%1$s\", \"team\": \"solo-%1$s\"}".formatted(name));

        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.text("code")).isEqualTo("not_your_team");
        assertThat(answer.text("detail")).contains("owns the model");
    }

    @Test
    void refusesTheSameNameTwice() {
        admin.post(USERS, "{\"username\": \"%s\"}".formatted(name));

        assertThat(admin.post(USERS, "{\"username\": \"%s\"}".formatted(name)).status())
                .isEqualTo(409);
    }

    @Test
    void changesRolesDisablesAndEnables() {
        var user = USERS + "/" + people.user(name, "workforce", Role.VIEWER);

        var changed = admin.put(user + "/roles", "{\"roles\": [{\"team\": \"workforce\", \"role\": \"manager\"}]}");
        assertThat(texts(changed.json().get("roles"), "role")).containsExactly("manager");

        assertThat(admin.post(user + "/disable", "").json().get("disabled").asBoolean())
                .isTrue();
        assertThat(signIns.attempt(name, PortalTest.PASSWORD, "test")).isNotInstanceOf(Admitted.class);
        assertThat(admin.post(user + "/enable", "").json().get("disabled").asBoolean())
                .isFalse();
        assertThat(admin.post(user + "/sign-out", "").status()).isEqualTo(200);
        assertThat(admin.put(user + "/roles", "{}").status()).isEqualTo(422);
    }

    @Test
    void endsTheTokensOfWhoIsDeletedAtOnce() {
        var user = people.user(name, "workforce", Role.VIEWER);
        var own = Caller.with(port, people.token(name));
        assertThat(own.get("/api/v1/account").status()).isEqualTo(200);

        assertThat(admin.delete(USERS + "/" + user).status()).isEqualTo(204);

        assertThat(own.get("/api/v1/account").status()).isEqualTo(401);
        assertThat(admin.get(USERS + "/" + user).json().get("disabled").asBoolean())
                .isTrue();
        assertThat(admin.delete(USERS + "/nonsense").status()).isEqualTo(404);
    }

    @Test
    void givesALinkThatSetsAPasswordOnce() {
        var user = people.user(name, "workforce", Role.VIEWER);

        var link = URI.create(admin.post(USERS + "/" + user + "/reset", "").text("link"));
        users.setPasswordByLink(link.getQuery().substring("secret=".length()), "another quiet harbour");

        assertThat(link.getPath()).isEqualTo("/reset");
        assertThat(signIns.attempt(name, "another quiet harbour", "test")).isInstanceOf(Admitted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "00000000-0000-0000-0000-0000000000ff"})
    void knowsNoSuchUser(String id) {
        assertThat(admin.get(USERS + "/" + id).text("code")).isEqualTo("user_not_found");
        assertThat(admin.put(USERS + "/" + id + "/roles", "nonsense").status()).isEqualTo(404);
    }

    @Test
    void makesATeamWithARule() {
        var team = admin.post(TEAMS, "{\"name\": \"%s\"}".formatted(name));
        assertThat(team.status()).isEqualTo(201);
        assertThat(admin.post(TEAMS, "{\"name\": \"%s\"}".formatted(name)).status())
                .isEqualTo(409);
        assertThat(texts(admin.get(TEAMS).json().get("items"), "name")).contains(name);
        assertThat(texts(admin.get(TEAMS + "/" + name + "/members").json().get("items"), "username"))
                .containsExactly("boss-" + name);

        var rules = admin.post(TEAMS + "/rules", "{\"pattern\": \"%s-*\", \"team\": \"%s\"}".formatted(name, name));
        assertThat(rules.status()).isEqualTo(201);
        var rule = rules.json().get("items").get(rules.json().get("items").size() - 1);
        assertThat(rule.get("team").asString()).isEqualTo(name);
        assertThat(admin.delete(TEAMS + "/rules/" + rule.get("position").asInt())
                        .status())
                .isEqualTo(204);
        assertThat(texts(admin.get(TEAMS + "/rules").json().get("items"), "pattern"))
                .doesNotContain(name + "-*");
    }

    @Test
    void assignsAThingToATeamByHand() {
        var answer = admin.post(
                TEAMS + "/assign", "{\"kind\": \"MODEL\", \"name\": \"%s\", \"team\": \"workforce\"}".formatted(name));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("kind")).isEqualTo("model");
        assertThat(admin.post(TEAMS + "/assign", "{\"kind\": \"boat\", \"name\": \"x\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void makesATokenThatIsShownOnce() {
        people.user(name, "workforce", Role.VIEWER);
        var viewer = Caller.with(port, people.token(name));

        var made = viewer.post(TOKENS, "{\"name\": \"ci\", \"scopes\": [\"read\", \"Predict\"]}");

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.text("token")).startsWith("slp_").startsWith(made.text("prefix"));
        var own = Caller.with(port, made.text("token"));
        assertThat(own.get("/api/v1/experiments").status()).isEqualTo(200);
        assertThat(own.post(TOKENS, "{\"name\": \"more\", \"scopes\": [\"write\"]}")
                        .text("code"))
                .isEqualTo("scope_missing");
        assertThat(viewer.get(TOKENS).body()).contains("\"ci\"").doesNotContain(made.text("token"));
        assertThat(viewer.delete(TOKENS + "/" + made.text("id")).status()).isEqualTo(204);
        assertThat(own.get("/api/v1/experiments").status()).isEqualTo(401);
        assertThat(viewer.delete(TOKENS + "/nonsense").status()).isEqualTo(404);
        assertThat(viewer.post(TOKENS, "{\"name\": \"x\", \"scopes\": [\"fly\"]}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void cannotEndTheTokenOfSomebodyElse() {
        people.user(name, "workforce", Role.VIEWER);
        var token = people.token(name, java.util.Set.of(dev.slipway.security.Scope.READ));

        assertThat(admin.delete(TOKENS + "/" + token.row().id()).status()).isEqualTo(404);
    }

    @Test
    void tellsWhoOneIsAndWhatRolesMayDo() {
        people.user(name, "workforce", Role.MANAGER);
        var manager = Caller.with(port, people.token(name));

        var account = manager.get("/api/v1/account").json();
        assertThat(account.get("username").asString()).isEqualTo(name);
        assertThat(account.get("permissions").valueStream().map(JsonNode::asString))
                .contains("decide_promotion")
                .doesNotContain("manage_users");
        var matrix = manager.get("/api/v1/roles/matrix").json();
        assertThat(texts(matrix.get("roles"), "role"))
                .containsExactly("viewer", "data_scientist", "ml_engineer", "manager", "admin");
        assertThat(manager.get("/api/v1/state")
                        .json()
                        .get("mlflow")
                        .get("state")
                        .asString())
                .isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/nonsense, 404, path_not_found",
        "/api/nonsense, 404, path_not_found",
        "/api/v1/users/x/y/z, 404, path_not_found",
        "/api/v1/runs/search, 404, run_not_found",
        "/api/v1/experiments?limit=0, 422, invalid_field",
        "/api/v1/experiments?limit=1001, 422, invalid_field",
        "/api/v1/experiments?limit=many, 400, malformed_parameter",
        "/api/v1/experiments?page_token=zzz, 400, invalid_page_token",
        "/api/v1/experiments/77, 404, experiment_not_found",
        "/api/v1/runs/77, 404, run_not_found",
        "/api/v1/runs/77/artifact, 400, missing_parameter",
        "/api/v1/runs/77/artifact?path=a, 404, run_not_found",
        "/api/v1/models/x/versions?limit=0, 404, model_not_found",
        "/api/v1/models/x/versions/1/diff/2, 404, model_not_found",
        "/api/v1/models/x/versions/1/artifacts, 404, model_not_found"
    })
    void refusesWithAStableCode(String path, int status, String code) {
        var answer = admin.get(path);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.text("code")).isEqualTo(code);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("detail")).isNotBlank();
        assertThat(answer.json().has("errors")).isTrue();
    }

    @Test
    void refusesAnotherMethod() {
        var answer = admin.delete("/api/v1/experiments");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.text("code")).isEqualTo("method_not_allowed");
    }

    @Test
    void describesItselfToWhoIsSignedIn() {
        people.user(name, "workforce", Role.VIEWER);

        var description = Caller.with(port, people.token(name)).get("/api/openapi.json");

        assertThat(description.status()).isEqualTo(200);
        assertThat(description.json().get("paths").propertyNames())
                .contains(
                        "/api/v1/experiments",
                        "/api/v1/runs/search",
                        "/api/v1/promotions/{id}/decisions",
                        USERS,
                        TOKENS,
                        "/api/v1/models/{model}/versions/{version}/diff/{other}");
        assertThat(description
                        .json()
                        .at("/components/securitySchemes/token/scheme")
                        .asString())
                .isEqualTo("bearer");
        assertThat(description.json().get("paths").propertyNames()).noneMatch(path -> path.startsWith("/test"));
    }

    @Test
    void describesFieldsAsTheyTravelAndWhatARefusalLooksLike() {
        var description = admin.get("/api/openapi.json").json();

        assertThat(properties(description, "PromotionBody")).contains("evidence_digest", "target_stage", "gates");
        assertThat(properties(description, "PromotionRequestBody"))
                .containsExactlyInAnyOrder("model", "version", "target_stage", "reason");
        assertThat(properties(description, "VersionBody")).contains("run_id", "parity", "aliases");
        assertThat(properties(description, "RoleBody")).containsExactlyInAnyOrder("team", "role");
        assertThat(field(description, "ItemsPromotionSummaryBody", "next_page_token")
                        .get("type")
                        .toString())
                .contains("null");
        assertThat(field(description, "VersionBody", "version").get("type").toString())
                .doesNotContain("null");
        assertThat(field(description, "EntryBody", "before").at("/type").asString())
                .isNotEqualTo("string");
        assertThat(properties(description, "Problem")).contains("code", "detail", "errors");
        var decide = description
                .get("paths")
                .get("/api/v1/promotions/{id}/decisions")
                .get("post");
        assertThat(decide.at("/responses/default/content/application~1problem+json/schema/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/Problem");
        assertThat(decide.at("/responses/200/content").propertyNames()).containsExactly("application/json");
        assertThat(decide.get("parameters").toString()).contains("#/components/parameters/Idempotency-Key");
    }

    private static JsonNode field(JsonNode description, String schema, String field) {
        return description.at("/components/schemas/" + schema + "/properties/" + field);
    }

    private static List<String> properties(JsonNode description, String schema) {
        return List.copyOf(
                description.at("/components/schemas/" + schema + "/properties").propertyNames());
    }

    private static List<String> texts(JsonNode items, String field) {
        var texts = new ArrayList<String>();
        items.forEach(item -> texts.add(item.get(field).asString()));
        return texts;
    }
}
