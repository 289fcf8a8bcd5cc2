package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The portal of a demo alone, killed and started again beside its database and MLflow, which go on. */
final class PortalProcess {

    private static final Duration START = Duration.ofMinutes(2);

    private final Demo demo;
    private final List<String> command;
    private ProcessHandle running;

    /** Takes over the one that the launcher started. */
    PortalProcess(Demo demo) {
        this.demo = demo;
        this.running = ProcessHandle.of(demo.pid("portal")).orElseThrow();
        var info = running.info();
        this.command = new ArrayList<>(List.of(info.command().orElseThrow()));
        command.addAll(List.of(info.arguments().orElseThrow()));
    }

    long pid() {
        return running.pid();
    }

    /** @param environment on top of what the launcher gives it */
    void restart(Map<String, String> environment) {
        end();
        var builder = new ProcessBuilder(command).directory(demo.home().toFile());
        builder.environment().putAll(settings());
        builder.environment().putAll(environment);
        var log = Redirect.appendTo(demo.home().resolve("logs/portal.log").toFile());
        try {
            running = builder.redirectOutput(log)
                    .redirectErrorStream(true)
                    .start()
                    .toHandle();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Eventually.until(START, this::isReady, Boolean.TRUE::equals);
    }

    private Map<String, String> settings() {
        return Map.of(
                "SLIPWAY_HOME", demo.home().toString(),
                "SERVER_PORT", demo.portal().replaceAll(".*:", ""),
                "SLIPWAY_DB_KEEP_RUNNING", "true",
                "SLIPWAY_DB_DATABASES", "mlflow",
                "SLIPWAY_MLFLOW_URL", demo.mlflow(),
                "SLIPWAY_DEMO_LOGINS", demo.home().resolve("demo-logins.json").toString(),
                "SLIPWAY_ADMIN_USERNAME", "");
    }

    private boolean isReady() {
        assertThat(running.isAlive()).as("the portal lives").isTrue();
        return new Api(demo.portal(), null).status("/actuator/health/readiness") == 200;
    }

    /** As a power cut does, unless it is gone already. */
    void end() {
        running.destroyForcibly();
        awaitEnd(Duration.ofSeconds(20));
    }

    void awaitEnd(Duration limit) {
        try {
            running.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError("The portal still runs after " + limit, e);
        }
    }
}
