package dev.slipway.experiments.internal;

import dev.slipway.experiments.Runs.CurvePoint;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads a metric's history from MLflow, in order of step and time, thinned for a chart. */
@Component
public class CurveReader {

    private static final Comparator<CurvePoint> BY_STEP = Comparator.comparingLong(CurvePoint::step)
            .thenComparing(CurvePoint::timestamp)
            .thenComparing(CurvePoint::value);

    private static final Comparator<CurvePoint> BY_VALUE = Comparator.comparingDouble(CurvePoint::value);

    /** Two ends, two extremes and one between. */
    private static final int FEWEST_WITH_EXTREMES = 5;

    private final TrackingServer server;
    private final Pulse pulse;

    CurveReader(TrackingServer server, Pulse pulse) {
        this.server = server;
        this.pulse = pulse;
    }

    public List<CurvePoint> read(String runId, String metricKey, int points) {
        pulse.refuseWhenDown();
        var all =
                server.metricHistory(runId, metricKey).stream().sorted(BY_STEP).toList();
        return all.size() <= points ? all : thinned(all, points);
    }

    /** Of numbers only: what is none has no place in a triangle. The lowest and the highest stay. */
    private static List<CurvePoint> thinned(List<CurvePoint> all, int points) {
        var finite =
                all.stream().filter(point -> Double.isFinite(point.value())).toList();
        if (finite.size() <= points || points < FEWEST_WITH_EXTREMES) {
            return Lttb.thin(finite, points);
        }
        var kept = new HashSet<>(Lttb.thin(finite, points - 2));
        kept.add(Collections.min(finite, BY_VALUE));
        kept.add(Collections.max(finite, BY_VALUE));
        return kept.stream().sorted(BY_STEP).toList();
    }
}
