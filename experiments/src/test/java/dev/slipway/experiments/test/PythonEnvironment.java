package dev.slipway.experiments.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The pinned Python of demo and tests: {@code SLIPWAY_PYTHON}, else the one in the user's cache. */
public final class PythonEnvironment {

    private static final long LIMIT_SECONDS = 120;

    private PythonEnvironment() {}

    public static Path python() {
        var named = System.getenv("SLIPWAY_PYTHON");
        return named == null || named.isBlank() ? cached() : Path.of(named);
    }

    private static Path cached() {
        var cache = Path.of(System.getProperty("user.home"), ".cache", "slipway");
        try (var entries = Files.list(cache)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith("python-"))
                    .map(entry -> entry.resolve("bin/python"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "No Python environment in " + cache + ". Run ./slipway test, which makes it."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a script of the class path, its input on standard input. @return its standard output */
    public static String run(
            Class<?> beside, String script, String input, Map<String, String> environment, String... arguments) {
        try (var source = beside.getResourceAsStream(script)) {
            if (source == null) {
                throw new IllegalStateException("There is no " + script + " beside " + beside + ".");
            }
            return run(
                    new String(source.readAllBytes(), StandardCharsets.UTF_8), input, environment, List.of(arguments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String run(String code, String input, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(python().toString(), "-c", code));
        command.addAll(arguments);
        var errors = Files.createTempFile("slipway-python", ".log");
        var builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("MLFLOW_DISABLE_TELEMETRY", "true");
        builder.environment().put("GIT_PYTHON_REFRESH", "quiet");
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        var process = builder.start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("The Python script failed: " + Files.readString(errors));
        }
        Files.delete(errors);
        return output;
    }
}
