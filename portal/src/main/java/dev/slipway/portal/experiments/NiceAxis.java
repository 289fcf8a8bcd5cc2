package dev.slipway.portal.experiments;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A value axis from a nice minimum to a nice maximum in three to five steps. */
record NiceAxis(double min, double max, double interval) {

    private static final int STEPS = 4;

    static NiceAxis over(List<Double> values) {
        var finite = values.stream()
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        if (finite.getCount() == 0) {
            return new NiceAxis(0, 1, 0.25);
        }
        var spread = finite.getMax() - finite.getMin();
        var range = spread > 0 ? spread : Math.max(Math.abs(finite.getMax()), 1e-6) / 10;
        var step = nice(range / STEPS);
        var min = Math.floor((finite.getMin() - range * 0.02) / step) * step;
        var max = Math.ceil((finite.getMax() + range * 0.02) / step) * step;
        return new NiceAxis(finite.getMin() >= 0 ? Math.max(0, rounded(min)) : rounded(min), rounded(max), step);
    }

    /** The next of 1, 2, 2.5, 5 and 10 times a power of ten. */
    private static double nice(double step) {
        var power = Math.pow(10, Math.floor(Math.log10(step)));
        for (var factor : List.of(1.0, 2.0, 2.5, 5.0)) {
            if (step <= factor * power * (1 + 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static double rounded(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.12g", value));
    }

    Map<String, Object> option() {
        return Map.of("type", "value", "min", min, "max", max, "interval", interval);
    }
}
