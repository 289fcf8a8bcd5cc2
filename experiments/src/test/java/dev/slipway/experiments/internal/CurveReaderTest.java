package dev.slipway.experiments.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.experiments.Runs.CurvePoint;
import dev.slipway.experiments.test.IndexTest;
import dev.slipway.experiments.test.MlflowRuns;
import dev.slipway.experiments.test.MlflowServer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IndexTest
class CurveReaderTest {

    private static final int MANY = 30_000;
    private static final int BATCH = 1000;

    /** A spike upwards and one downwards, side by side, so that no thinning by shape alone would keep both. */
    private static final int HIGH_AT = 20_001;

    private static final int LOW_AT = 20_002;

    private final MlflowServer mlflow = MlflowServer.get();
    private final MlflowRuns writer = new MlflowRuns(mlflow);

    @Autowired
    private CurveReader curves;

    private String run = "";

    @BeforeEach
    void makeARun() {
        run = writer.aRun(writer.experiment("curves", Map.of())).create();
    }

    @Test
    void readsMorePointsThanMlflowGivesAtOnceAndThinsThemHonestly() {
        logMany();

        var all = curves.read(run, "loss é/1", MANY);
        assertThat(all).hasSize(MANY).extracting(CurvePoint::step).isSorted().doesNotHaveDuplicates();
        assertThat(all).allSatisfy(point -> assertThat(point.value()).isEqualTo(value((int) point.step())));

        for (var points : List.of(5, 50, 1000)) {
            var thin = curves.read(run, "loss é/1", points);
            assertThat(thin)
                    .hasSizeBetween(points - 2, points)
                    .isSortedAccordingTo(Comparator.comparing(CurvePoint::step));
            assertThat(all).containsAll(thin);
            assertThat(thin)
                    .as("%d points", points)
                    .startsWith(all.getFirst())
                    .endsWith(all.getLast())
                    .contains(all.get(HIGH_AT), all.get(LOW_AT));
        }
        assertThat(curves.read(run, "loss é/1", 3))
                .hasSize(3)
                .startsWith(all.getFirst())
                .endsWith(all.getLast());
    }

    private void logMany() {
        for (var from = 0; from < MANY; from += BATCH) {
            var metrics = IntStream.range(from, from + BATCH)
                    .mapToObj(step -> point("loss é/1", value(step), step, 1_700_000_000_000L + step))
                    .toList();
            mlflow.post("runs/log-batch", Map.of("run_id", run, "metrics", metrics));
        }
    }

    private static double value(int step) {
        return switch (step) {
            case HIGH_AT -> 99.5;
            case LOW_AT -> -7.25;
            default -> 1.0 / (1 + step) + (step % 7) / 100.0;
        };
    }

    @Test
    void keepsEachPointOfAStepThatWasLoggedAgain() {
        log(point("again", 0.5, 2, 2000), point("again", 0.7, 1, 1000));
        log(point("again", 0.6, 1, 1000), point("again", 0.4, 1, 3000), point("again", 0.5, 2, 2000));

        assertThat(curves.read(run, "again", 100))
                .extracting(CurvePoint::step, point -> point.timestamp().toEpochMilli(), CurvePoint::value)
                .containsExactly(
                        tuple(1L, 1000L, 0.6), tuple(1L, 1000L, 0.7), tuple(1L, 3000L, 0.4), tuple(2L, 2000L, 0.5));
    }

    @Test
    void tellsWhatIsNoNumberAndDrawsThroughTheRest() {
        var points = new ArrayList<Map<String, Object>>(
                List.of(point("wild", "NaN", 0, 0), point("wild", "Infinity", 1, 1), point("wild", "-Infinity", 2, 2)));
        IntStream.range(3, 100).forEach(step -> points.add(point("wild", 1.0 * step, step, step)));
        mlflow.post("runs/log-batch", Map.of("run_id", run, "metrics", points));

        assertThat(curves.read(run, "wild", 100))
                .hasSize(100)
                .extracting(CurvePoint::value)
                .startsWith(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 3.0);
        assertThat(curves.read(run, "wild", 99))
                .extracting(CurvePoint::step)
                .hasSize(97)
                .startsWith(3L);
        assertThat(curves.read(run, "wild", 10))
                .extracting(CurvePoint::value)
                .hasSizeBetween(8, 10)
                .startsWith(3.0)
                .endsWith(99.0);
    }

    @Test
    void hasNoPointsOfAMetricThatWasNeverLogged() {
        assertThat(curves.read(run, "nothing", 10)).isEmpty();
    }

    @SafeVarargs
    private void log(Map<String, Object>... metrics) {
        mlflow.post("runs/log-batch", Map.of("run_id", run, "metrics", List.of(metrics)));
    }

    private static Map<String, Object> point(String key, Object value, long step, long timestamp) {
        return Map.of("key", key, "value", value, "step", step, "timestamp", timestamp);
    }
}
