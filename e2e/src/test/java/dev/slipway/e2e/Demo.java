package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running demo: the one of all tests of this JVM ({@link #get}), or a test's own. */
final class Demo {

    private static final Duration START_LIMIT = Duration.ofMinutes(9);

    private static final String GUEST_PASSWORD = "the harbour at dusk";

    /** A lock short enough for a test to see it end, and visitors from addresses of their choice. */
    private static final Map<String, String> SETTINGS =
            Map.of("SLIPWAY_SECURITY_FIRSTLOCK", "10s", "SLIPWAY_TRUSTED_PROXIES", "127.0.0.0/8, ::1/128");

    private static final JsonMapper JSON = new JsonMapper();

    private final Path home;
    private final JsonNode status;
    private final JsonNode logins;

    private Demo(Path home) {
        this.home = home;
        this.status = status(home);
        this.logins = read(home.resolve("demo-logins.json"));
    }

    /** Started on the first call, stopped at the end of the JVM; one that runs in {@code slipway.running-home} is left running. */
    static Demo get() {
        return Holder.DEMO;
    }

    /** @param environment of the portal, on top of this process's */
    static Demo start(Path home, Map<String, String> environment) {
        var started = Launcher.run(START_LIMIT, environment, "demo", "--detach", "--home", home.toString());
        assertThat(started.exit()).as(started.err()).isZero();
        return new Demo(home);
    }

    static String state(Path home) {
        return status(home).get("state").asString();
    }

    private static JsonNode status(Path home) {
        return JSON.readTree(Launcher.run(Duration.ofSeconds(30), "status", "--json", "--home", home.toString())
                .out());
    }

    Path home() {
        return home;
    }

    String portal() {
        return status.get("portal").asString();
    }

    String mlflow() {
        return status.get("mlflow").asString();
    }

    /** A libpq URL, as psql takes it. */
    String database() {
        return status.get("database").asString();
    }

    /** @param name {@code portal}, {@code mlflow} or {@code database} */
    long pid(String name) {
        return status(home).get("pids").get(name).asLong();
    }

    Login login(String role) {
        var login = logins.get(role);
        return new Login(
                login.get("username").asString(),
                login.get("password").asString(),
                login.get("token").asString());
    }

    Api as(String role) {
        return new Api(portal(), login(role).token());
    }

    /** Somebody of a test's own, with a role in the team that owns employment. The token is empty. */
    Login newcomer(String role) {
        var username = "guest-" + UUID.randomUUID().toString().substring(0, 8);
        var made = as("admin")
                .post("/api/v1/users", """
                {"username": "%s", "password": "%s", "display_name": "%s", "roles": [{"team": "workforce", "role": "%s"}]}
                """.formatted(username, GUEST_PASSWORD, "Guest " + username.substring(6), role));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return new Login(username, GUEST_PASSWORD, "");
    }

    JsonNode user(String username) {
        return as("admin")
                .get("/api/v1/users?text=" + username)
                .json()
                .get("items")
                .get(0);
    }

    void signOutEverywhere(Login login) {
        var id = user(login.username()).get("id").asString();
        assertThat(as("admin").post("/api/v1/users/" + id + "/sign-out", "{}").status())
                .isEqualTo(200);
    }

    // -- what the tests ask again and again

    /** The version of employment that the demo made for one outcome, by its tag {@code demo.role}. */
    String versionWithRole(String role) {
        for (var version :
                as("viewer").get("/api/v1/models/employment/versions").json().get("items")) {
            if (role.equals(version.get("tags").path("demo.role").asString(""))) {
                return version.get("version").asString();
            }
        }
        throw new AssertionError("No version of employment has the tag demo.role=" + role);
    }

    /** The id of an experiment that the viewer sees. */
    String experiment(String name) {
        for (var experiment :
                as("viewer").get("/api/v1/experiments?name=" + name).json().get("items")) {
            if (name.equals(experiment.get("name").asString())) {
                return experiment.get("experiment_id").asString();
            }
        }
        throw new AssertionError("No experiment " + name);
    }

    /** Asks as the data scientist; answers with the promotion's id. */
    String request(String model, String version, String stage) {
        var request = as("data_scientist").post("/api/v1/promotions", """
                {"model": "%s", "version": "%s", "target_stage": "%s", "reason": "Better in every family"}
                """.formatted(model, version, stage));
        assertThat(request.status()).as(request.body()).isEqualTo(201);
        return request.text("id");
    }

    /** Withdraws what waits and gives Production back, so that the next test finds employment as the demo made it. */
    void settle() {
        for (var promotion : as("viewer")
                .get("/api/v1/promotions?model=employment&state=PENDING")
                .json()
                .get("items")) {
            act("data_scientist", promotion.get("id").asString(), "withdraw");
        }
        var passes = versionWithRole("passes");
        if (champion("employment").equals(passes)) {
            act("ml_engineer", promotedOf(passes), "rollback");
            Eventually.until(Duration.ofSeconds(10), () -> champion("employment"), holder -> !holder.equals(passes));
        }
    }

    private void act(String role, String promotion, String action) {
        var answer =
                as(role).post("/api/v1/promotions/" + promotion + "/" + action, "{\"reason\": \"End of a rehearsal\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private String promotedOf(String version) {
        return as("viewer")
                .get("/api/v1/promotions?model=employment&state=PROMOTED&version=" + version)
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();
    }

    Api.Answer promotion(String id) {
        return as("viewer").get("/api/v1/promotions/" + id);
    }

    /** By MLflow itself; empty when nobody is. */
    String champion(String model) {
        var answer =
                mlflowApi().get("/api/2.0/mlflow/registered-models/alias?name=" + encoded(model) + "&alias=champion");
        return answer.status() == 200
                ? answer.json().get("model_version").get("version").asString()
                : "";
    }

    /** By MLflow itself; empty when the version has none. */
    String stageTag(String model, String version) {
        var answer = mlflowApi()
                .get("/api/2.0/mlflow/model-versions/get?name=" + encoded(model) + "&version=" + version)
                .json();
        for (var tag : answer.get("model_version").path("tags")) {
            if (tag.get("key").asString().equals("slipway.stage")) {
                return tag.get("value").asString();
            }
        }
        return "";
    }

    Api mlflowApi() {
        return new Api(mlflow(), null);
    }

    /** In a path or a query. */
    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Login(String username, String password, String token) {}

    private static final class Holder {
        static final Demo DEMO = first();

        private static Demo first() {
            var running = System.getProperty("slipway.running-home");
            return running == null ? started() : new Demo(Path.of(running));
        }

        private static Demo started() {
            try {
                var configured = System.getProperty("slipway.demo-home");
                var home = configured == null ? Files.createTempDirectory("slipway-e2e") : Path.of(configured);
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(
                                () -> Launcher.run(Duration.ofMinutes(1), "stop", "--home", home.toString())));
                return start(home, SETTINGS);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
