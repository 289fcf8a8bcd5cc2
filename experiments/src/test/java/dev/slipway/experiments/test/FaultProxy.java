package dev.slipway.experiments.test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Stands before the real MLflow and passes everything on, unless it is told to be out of order. Notes what is asked. */
public final class FaultProxy {

    /** How it is out of order. */
    public enum Fault {
        NONE,
        /** The connection ends without an answer. */
        DROPS,
        /** No answer comes, for longer than anybody waits. */
        HANGS,
        /** The head of an answer comes, the body never. */
        HANGS_IN_BODY,
        ANSWERS_500,
        /** 200 with a page of HTML. */
        ANSWERS_GARBAGE,
        /** 200 with JSON of another kind. */
        ANSWERS_OTHER_JSON
    }

    private static final Duration FOR_EVER = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final URI target;
    private volatile Fault fault = Fault.NONE;
    private volatile String only = "";

    public FaultProxy(URI target) {
        this.target = target;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void fault(Fault next) {
        only = "";
        fault = next;
    }

    /** Everything but what has this in its path stays in order, until {@link #fault} is said again. */
    public void breakOnly(String part, Fault next) {
        only = part;
        fault = next;
    }

    /** Method and path of what {@code work} makes somebody ask, in order. */
    public List<String> during(Runnable work) {
        asked.clear();
        work.run();
        return List.copyOf(asked);
    }

    private void handle(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
        try (exchange) {
            switch (exchange.getRequestURI().getPath().contains(only) ? fault : Fault.NONE) {
                case NONE -> pass(exchange);
                case DROPS -> {}
                case HANGS -> LockSupport.parkNanos(FOR_EVER.toNanos());
                case HANGS_IN_BODY -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    LockSupport.parkNanos(FOR_EVER.toNanos());
                }
                case ANSWERS_500 ->
                    answer(exchange, 500, "{\"error_code\": \"INTERNAL_ERROR\", \"message\": \"broken\"}");
                case ANSWERS_GARBAGE -> answer(exchange, 200, "<html>Sign in to the corporate proxy</html>");
                case ANSWERS_OTHER_JSON -> answer(exchange, 200, "[1, \"two\", null]");
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void pass(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var request = HttpRequest.newBuilder(
                        target.resolve(exchange.getRequestURI().toString()))
                .header("Content-Type", "application/json")
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body))
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofInputStream());
            var length = response.headers().firstValueAsLong("Content-Length").orElse(0);
            exchange.sendResponseHeaders(response.statusCode(), response.statusCode() == 204 ? -1 : length);
            try (var content = response.body()) {
                content.transferTo(exchange.getResponseBody());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
