package dev.slipway.portal.experiments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.slipway.experiments.Runs.CurvePoint;
import dev.slipway.portal.experiments.Curves.Measured;
import dev.slipway.portal.kit.Chart;
import dev.slipway.portal.kit.Later;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The curves of a run. While it goes on, only what has new points is read and drawn anew, and the rest stays where it is. */
final class RunCurves extends Div {

    private static final long serialVersionUID = 1L;

    private final transient Function<String, List<CurvePoint>> history;
    private final Map<CurveGroup, Chart> charts = new HashMap<>();
    private final transient Map<String, Known> known = new ConcurrentHashMap<>();
    private transient @Nullable Map<String, Last> shown;
    private transient List<Measured> drawn = List.of();
    private @Nullable Component content;
    private final AtomicBoolean reading = new AtomicBoolean();
    private int turn;

    /** @param history of a metric */
    RunCurves(Function<String, List<CurvePoint>> history) {
        this.history = history;
    }

    /**
     * Asked with each poll: while curves are being read, what came meanwhile waits for the next.
     *
     * @param steps the last of each metric that has a curve
     */
    void show(Map<String, Long> steps, Map<String, Double> values) {
        var last = new HashMap<String, Last>();
        steps.forEach((key, step) -> last.put(key, new Last(step, values.get(key))));
        if (last.equals(shown) || !reading.compareAndSet(false, true)) {
            return;
        }
        shown = last;
        var mine = ++turn;
        var later = Later.of(() -> read(last), measures -> mine == turn ? draw(measures) : new Div(), content);
        removeAll();
        add(later);
    }

    private List<Measured> read(Map<String, Last> last) {
        try {
            return Curves.read(MetricOrder.sorted(last.keySet()), key -> points(key, last.get(key)));
        } finally {
            reading.set(false);
        }
    }

    private List<CurvePoint> points(String key, @Nullable Last last) {
        var before = known.get(key);
        if (before != null && before.last().equals(last)) {
            return before.points();
        }
        var points = history.apply(key);
        if (last != null) {
            known.put(key, new Known(last, points));
        }
        return points;
    }

    private Component draw(List<Measured> measures) {
        measures.stream()
                .filter(measured -> !drawn.contains(measured))
                .forEach(measured -> Curves.fill(
                        charts.computeIfAbsent(measured.group(), group -> Curves.empty(measured)), measured));
        if (content == null || !groups(measures).equals(groups(drawn))) {
            content = laidOut(measures);
        }
        drawn = measures;
        return content;
    }

    private Component laidOut(List<Measured> measures) {
        return measures.isEmpty()
                ? Curves.nothing()
                : Curves.twoByTwo(groups(measures).stream().map(charts::get));
    }

    private static List<CurveGroup> groups(List<Measured> measures) {
        return measures.stream().map(Measured::group).toList();
    }

    /** What was logged last of a metric: as long as it stays, so does the curve. */
    private record Last(long step, @Nullable Double value) {}

    private record Known(Last last, List<CurvePoint> points) {}
}
