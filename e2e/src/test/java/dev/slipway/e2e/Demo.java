package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One demo for all tests of this JVM: started by {@code ./slipway demo --detach}, stopped at the end. */
final class Demo {

    private static final Duration START_LIMIT = Duration.ofMinutes(9);

    private static final JsonMapper JSON = new JsonMapper();

    private final Path home;
    private final JsonNode status;
    private final JsonNode logins;

    private Demo(Path home) {
        this.home = home;
        var started = Launcher.run(START_LIMIT, "demo", "--detach", "--home", home.toString());
        assertThat(started.exit()).as(started.err()).isZero();
        this.status = JSON.readTree(status(home).out());
        this.logins = read(home.resolve("demo-logins.json"));
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> Launcher.run(Duration.ofMinutes(1), "stop", "--home", home.toString())));
    }

    static Demo get() {
        return Holder.DEMO;
    }

    static Launcher.Result status(Path home) {
        return Launcher.run(Duration.ofSeconds(30), "status", "--json", "--home", home.toString());
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

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Login(String username, String password, String token) {}

    private static final class Holder {
        static final Demo DEMO = start();

        private static Demo start() {
            try {
                var configured = System.getProperty("slipway.demo-home");
                return new Demo(configured == null ? Files.createTempDirectory("slipway-e2e") : Path.of(configured));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
