package dev.slipway.experiments.internal;

import dev.slipway.experiments.Runs.CurvePoint;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads a metric's history from MLflow, in order of step and time, thinned for a chart. */
@Component
public class CurveReader {

    private static final Comparator<CurvePoint> BY_STEP =
            Comparator.comparingLong(CurvePoint::step).thenComparing(CurvePoint::timestamp);

    private final TrackingServer server;

    CurveReader(TrackingServer server) {
        this.server = server;
    }

    public List<CurvePoint> read(String runId, String metricKey, int points) {
        var all =
                server.metricHistory(runId, metricKey).stream().sorted(BY_STEP).toList();
        var finite =
                all.stream().filter(point -> Double.isFinite(point.value())).toList();
        return all.size() <= points ? all : Lttb.thin(finite, points);
    }
}
