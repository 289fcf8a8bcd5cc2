package dev.slipway.experiments.internal.mlflow;

import dev.slipway.experiments.MlflowSettings;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;
import tools.jackson.databind.json.JsonMapper;

/**
 * MLflow's own Java client, for writes, each under our time limit: the client itself has none, so that a hanging server
 * would hold its caller for ever.
 */
final class TimedClient {

    private static final JsonMapper JSON = new JsonMapper();

    private final MlflowClient client;
    private final MlflowSettings settings;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    TimedClient(MlflowSettings settings) {
        this.settings = settings;
        this.client = settings.hasCredentials()
                ? new MlflowClient(
                        new BasicMlflowHostCreds(settings.url().toString(), settings.username(), settings.password()))
                : new MlflowClient(settings.url().toString());
    }

    Outcome post(String path, Map<String, String> body) {
        var call = calls.submit(() -> client.sendPost(path, JSON.writeValueAsString(body)));
        try {
            call.get(settings.readLimit().toMillis(), TimeUnit.MILLISECONDS);
            return new Outcome.Done();
        } catch (TimeoutException e) {
            call.cancel(true);
            return new Outcome.Failed("no answer within " + settings.readLimit().toSeconds() + " s", e);
        } catch (ExecutionException e) {
            return outcome(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed("interrupted", e);
        }
    }

    private static Outcome outcome(@Nullable Throwable cause) {
        if (cause instanceof MlflowHttpException refusal && refusal.getStatusCode() == 404) {
            return new Outcome.NotFound();
        }
        return new Outcome.Failed(cause == null ? "for no reason given" : String.valueOf(cause.getMessage()), cause);
    }

    /** How a write ended. */
    sealed interface Outcome {

        record Done() implements Outcome {}

        record NotFound() implements Outcome {}

        record Failed(String reason, @Nullable Throwable cause) implements Outcome {}
    }
}
