package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A hundred runs made by MLflow's own Python client, outside Slipway: how long until an open screen shows each. */
class FreshnessIT {

    private static final int RUNS = 100;
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final String ON_THE_SCREEN = """
            name => [...document.querySelectorAll('main vaadin-grid-cell-content')].some(cell => cell.textContent.includes(name))
            """;

    private static final String CLIENT = """
            import sys, time, mlflow
            mlflow.set_tracking_uri(sys.argv[1])
            mlflow.set_experiment("freshness")
            begun = int(time.time())
            for n in range(int(sys.argv[2]) + 1):
                name = f"fresh-{begun}-{n:03}"
                with mlflow.start_run(run_name=name) as run:
                    mlflow.log_param("n", n)
                    mlflow.log_metric("accuracy", n / 1000)
                print(name, flush=True)
                sys.stdin.readline()
            """;

    @RegisterExtension
    final Visitors visitors = new Visitors();

    private final Demo demo = Demo.get();

    @Test
    void showsANewRunWithinTwoSecondsOfItsEnd() throws Exception {
        var client = client();
        var waited = new long[RUNS];
        try (var names = client.inputReader();
                var go = client.outputWriter()) {
            var grid = openGrid(String.valueOf(names.readLine()));
            for (var n = 0; n < RUNS; n++) {
                go.write("\n");
                go.flush();
                var name = String.valueOf(names.readLine());
                var made = System.nanoTime();
                grid.waitForFunction(ON_THE_SCREEN, name);
                waited[n] = System.nanoTime() - made;
            }
        } finally {
            client.destroy();
        }
        Arrays.sort(waited);
        var p95 = Duration.ofNanos(waited[RUNS * 95 / 100 - 1]);
        Figures.write(
                "freshness",
                String.format(
                        Locale.ROOT,
                        "runs %d, on the screen after p50 %d ms, p95 %d ms, max %d ms",
                        RUNS,
                        waited[RUNS / 2] / 1_000_000,
                        p95.toMillis(),
                        waited[RUNS - 1] / 1_000_000));

        assertThat(p95).isLessThan(LIMIT);
    }

    /** The runs of the client's experiment, the newest on top, once the first of them is known. */
    private Page openGrid(String first) {
        Eventually.until(
                Duration.ofSeconds(20),
                () -> demo.as("admin").get("/api/v1/experiments?limit=1000").body(),
                known -> known.contains("\"freshness\""));
        var admin = visitors.as("admin")
                .open("experiments/" + demo.experiment("freshness"))
                .sees(first);
        return admin.page();
    }

    /** Without MLflow's greeting of each run, so that what it prints are names. */
    private Process client() throws IOException {
        var builder = new ProcessBuilder(Launcher.python(), "-c", CLIENT, demo.mlflow(), String.valueOf(RUNS))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT", "true");
        return builder.start();
    }
}
