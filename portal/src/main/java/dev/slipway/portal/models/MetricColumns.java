package dev.slipway.portal.models;

import dev.slipway.experiments.Models.VersionRow;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which metrics stand in a table of versions: what most versions have, and what is not the training's own. */
final class MetricColumns {

    static final int MOST = 5;

    private MetricColumns() {}

    static List<String> of(List<VersionRow> versions) {
        Map<String, Long> spread = versions.stream()
                .flatMap(version -> version.metrics().keySet().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return spread.keySet().stream()
                .sorted(Comparator.comparing(MetricColumns::isOfTraining)
                        .thenComparing(spread::get, Comparator.reverseOrder())
                        .thenComparing(Function.identity()))
                .limit(MOST)
                .toList();
    }

    private static boolean isOfTraining(String metric) {
        return metric.startsWith("train")
                || metric.startsWith("validation")
                || metric.startsWith("system/")
                || metric.endsWith("_seconds");
    }
}
