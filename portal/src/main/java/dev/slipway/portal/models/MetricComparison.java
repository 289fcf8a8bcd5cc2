package dev.slipway.portal.models;

import dev.slipway.experiments.MetricDirection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The metrics of a version beside those of the one in production. */
final class MetricComparison {

    /** Smaller relative differences are about equal. */
    private static final double EQUAL = 1e-3;

    private MetricComparison() {}

    enum Word {
        BETTER,
        WORSE,
        EQUAL,
        /** Only one of the two has it. */
        UNCOMPARED
    }

    record Row(
            String metric,
            @Nullable Double candidate,
            @Nullable Double champion,
            @Nullable Double difference,
            Word word) {}

    /** All metrics that either has, by name. */
    static List<Row> of(Map<String, Double> candidate, Map<String, Double> champion) {
        var names = new TreeSet<>(candidate.keySet());
        names.addAll(champion.keySet());
        return names.stream()
                .map(name -> row(name, candidate.get(name), champion.get(name)))
                .toList();
    }

    private static Row row(String metric, @Nullable Double candidate, @Nullable Double champion) {
        if (candidate == null || champion == null || candidate.isNaN() || champion.isNaN()) {
            return new Row(metric, candidate, champion, null, Word.UNCOMPARED);
        }
        return new Row(metric, candidate, champion, candidate - champion, word(metric, candidate, champion));
    }

    private static Word word(String metric, double candidate, double champion) {
        if (Math.abs(candidate - champion) <= EQUAL * Math.max(Math.abs(candidate), Math.abs(champion))) {
            return Word.EQUAL;
        }
        return MetricDirection.of(metric).isBetter(candidate, champion) ? Word.BETTER : Word.WORSE;
    }
}
