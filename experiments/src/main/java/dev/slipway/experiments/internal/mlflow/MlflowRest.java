package dev.slipway.experiments.internal.mlflow;

import dev.slipway.experiments.MlflowSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plain REST to MLflow with time limits; reads are tried again, writes are not. */
final class MlflowRest {

    private static final JsonMapper JSON = new JsonMapper();

    private final MlflowSettings settings;
    private final HttpClient client;

    MlflowRest(MlflowSettings settings) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectLimit())
                .build();
    }

    JsonNode get(String path, Map<String, String> query) throws IOException {
        return retried(() -> json(request(path + "?" + encoded(query)).GET()), MlflowRest::isRefused);
    }

    /** A POST that only reads, such as a search. */
    JsonNode search(String path, Object body) throws IOException {
        return retried(() -> send("POST", path, body), MlflowRest::isRefused);
    }

    /** As {@link #search}, but what took too long is not asked for again: the caller can ask for less. */
    JsonNode searchInTime(String path, Object body) throws IOException {
        return retried(() -> send("POST", path, body), e -> isRefused(e) || e instanceof HttpTimeoutException);
    }

    JsonNode send(String method, String path, Object body) throws IOException {
        return json(request(path).method(method, BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** The caller closes it. */
    InputStream open(String path, Map<String, String> query) throws IOException {
        var response = send(request(path + "?" + encoded(query)).GET().build(), BodyHandlers.ofInputStream());
        if (response.statusCode() >= 300) {
            try (var body = response.body()) {
                throw refusal(response.statusCode(), new String(body.readNBytes(2000), StandardCharsets.UTF_8));
            }
        }
        return new TimedStream(response.body(), settings.readLimit());
    }

    private JsonNode json(HttpRequest.Builder request) throws IOException {
        var response = send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw refusal(response.statusCode(), response.body());
        }
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw new IOException("The answer is not JSON.", e);
        }
    }

    /** The client's own time limit ends with the head of the answer; this one covers the body too. */
    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws IOException {
        var answer = client.sendAsync(request, handler);
        try {
            return answer.get(settings.readLimit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException(
                    "no whole answer within " + settings.readLimit().toMillis() + " ms");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HttpTimeoutException timeout) {
                throw timeout;
            }
            throw new IOException(reason(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while MLflow was asked.", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static String reason(@Nullable Throwable cause) {
        return cause == null
                ? "no reason given"
                : cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(settings.url() + path))
                .timeout(settings.readLimit())
                .header("Content-Type", "application/json");
        if (settings.hasCredentials()) {
            request.header("Authorization", "Basic " + credentials());
        }
        return request;
    }

    private String credentials() {
        var pair = settings.username() + ":" + settings.password();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static MlflowRefusal refusal(int status, String body) {
        try {
            var json = JSON.readTree(body);
            return new MlflowRefusal(
                    status,
                    json.path("error_code").asString(""),
                    json.path("message").asString(body));
        } catch (JacksonException e) {
            return new MlflowRefusal(status, "", body.isBlank() ? "HTTP " + status : body);
        }
    }

    static String encoded(Map<String, String> query) {
        return query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static boolean isRefused(IOException e) {
        return e instanceof MlflowRefusal refusal && refusal.isFinal();
    }

    private <T> T retried(Call<T> call, Predicate<IOException> isFinal) throws IOException {
        @Nullable IOException last = null;
        for (var attempt = 0; attempt < settings.readAttempts(); attempt++) {
            try {
                return call.run();
            } catch (IOException e) {
                if (isFinal.test(e)) {
                    throw e;
                }
                last = e;
            }
        }
        throw last == null ? new IOException("MLflow was not asked.") : last;
    }

    private interface Call<T> {
        T run() throws IOException;
    }
}
