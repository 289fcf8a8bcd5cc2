package dev.slipway.experiments.test;

import dev.slipway.db.test.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One real MLflow server per JVM, as the demo runs it: one worker over PostgreSQL, no job runner. It is started when first
 * asked for and stopped with the JVM. All test classes of a JVM share it, so each makes experiments and models of its own.
 */
public final class MlflowServer {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;
    private final String store;
    private final Path artifacts;

    private MlflowServer() {
        try {
            this.url = URI.create("http://127.0.0.1:" + freePort());
            this.store = TestPostgres.createEmptyDatabase("mlflow");
            this.artifacts = Files.createTempDirectory("slipway-mlflow");
            start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static MlflowServer get() {
        return Holder.SERVER;
    }

    public URI url() {
        return url;
    }

    /** Writes into its database, for what would take too long by its API. */
    public void fill(String sql) throws SQLException {
        var address = "jdbc:" + store.replace("postgres@", "") + "?user=postgres";
        try (var connection = DriverManager.getConnection(address);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void start() throws IOException {
        var log = artifacts.resolve("server.log");
        var builder = new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false");
        builder.environment().put("MLFLOW_DISABLE_TELEMETRY", "true");
        builder.environment().put("DO_NOT_TRACK", "true");
        builder.environment().put("GIT_PYTHON_REFRESH", "quiet");
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
        awaitHealth(process, log);
    }

    private List<String> command() {
        return List.of(
                PythonEnvironment.python().toString(),
                "-m",
                "mlflow",
                "server",
                "--backend-store-uri",
                store.replace("postgresql://", "postgresql+psycopg2://"),
                "--artifacts-destination",
                artifacts.resolve("artifacts").toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(url.getPort()),
                "--workers",
                "1",
                "--uvicorn-opts",
                "--loop uvloop --log-level warning");
    }

    private static void stop(Process process) {
        var all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private void awaitHealth(Process process, Path log) throws IOException {
        var end = System.nanoTime() + START_LIMIT.toNanos();
        while (!isHealthy()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                stop(process);
                throw new IllegalStateException("MLflow did not start: " + Files.readString(log));
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private boolean isHealthy() {
        try {
            var request = HttpRequest.newBuilder(url.resolve("/health"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A POST below {@code /api/2.0/mlflow/} that has to succeed. */
    public JsonNode post(String path, Object body) {
        var answer = send("POST", path, body);
        if (answer.status() != 200) {
            throw new IllegalStateException(path + " answered " + answer.status() + ": " + answer.body());
        }
        return answer.body();
    }

    /** A GET below {@code /api/2.0/mlflow/} that has to succeed; the path carries its query. */
    public JsonNode get(String path) {
        var answer = send("GET", path, null);
        if (answer.status() != 200) {
            throw new IllegalStateException(path + " answered " + answer.status() + ": " + answer.body());
        }
        return answer.body();
    }

    /** Puts a file where MLflow keeps those of runs and models, by way of MLflow. */
    public void upload(String artifactUri, String path, byte[] content) {
        var root = artifactUri.substring("mlflow-artifacts:/".length());
        var encoded = Arrays.stream((root + "/" + path).split("/"))
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        var request = HttpRequest.newBuilder(url.resolve("/api/2.0/mlflow-artifacts/artifacts/" + encoded))
                .PUT(BodyPublishers.ofByteArray(content))
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(path + " was not taken: " + response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Answer send(String method, String path, @Nullable Object body) {
        var content = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body));
        var request = HttpRequest.newBuilder(url.resolve("/api/2.0/mlflow/" + path))
                .header("Content-Type", "application/json")
                .method(method, content)
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public record Answer(int status, JsonNode body) {}

    private static final class Holder {
        static final MlflowServer SERVER = new MlflowServer();
    }
}
