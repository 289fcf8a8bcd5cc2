package dev.slipway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Calls {@code ./slipway} as a user does, on the jar that this build packaged. */
final class Launcher {

    static final Path ROOT =
            Path.of(System.getProperty("slipway.root", "..")).toAbsolutePath().normalize();

    /** The last home is that of the user, who may type a command meanwhile. */
    private static final Path LAST_HOME = Path.of("target", "last-home").toAbsolutePath();

    private Launcher() {}

    static Result run(Duration limit, String... arguments) {
        return run(limit, Map.of(), arguments);
    }

    static Result run(Duration limit, Map<String, String> environment, String... arguments) {
        var command = new ArrayList<>(List.of(ROOT.resolve("slipway").toString()));
        command.addAll(List.of(arguments));
        try {
            var out = Files.createTempFile("slipway-out", ".txt");
            var err = Files.createTempFile("slipway-err", ".txt");
            var builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().put("SLIPWAY_JAR", jar().toString());
            builder.environment().put("SLIPWAY_LAST_HOME", LAST_HOME.toString());
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " took longer than " + limit + ": " + Files.readString(err));
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The demo's Python, which {@code ./slipway test} names. */
    static String python() {
        var configured = System.getenv("SLIPWAY_PYTHON");
        if (configured == null) {
            throw new IllegalStateException("SLIPWAY_PYTHON is not set. Run the tests with ./slipway test.");
        }
        return configured;
    }

    private static Path jar() throws IOException {
        try (var jars = Files.newDirectoryStream(ROOT.resolve("portal/target"), "slipway-portal-*-app.jar")) {
            return jars.iterator().next();
        }
    }

    record Result(int exit, String out, String err) {}
}
