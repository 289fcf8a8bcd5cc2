package dev.slipway.portal.experiments;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which metrics people read first: the results, by the words one compares by; then what belongs to curves; then the work. */
final class MetricOrder {

    private static final Pattern OF_A_CURVE = Pattern.compile(
            "(?i)(train|training|validation|valid|val|eval)[_/.-].*|.*[_/.-](train|training|val|validation)");
    private static final Pattern OF_THE_WORK = Pattern.compile("(?i)(system/.*|.*(second|time|duration|latency).*)");
    private static final List<String> FAMILIAR =
            List.of("roc_auc", "auc", "r2", "rmse", "accuracy", "f1", "log_loss", "loss", "mae", "mse");

    private MetricOrder() {}

    static List<String> sorted(Collection<String> keys) {
        return keys.stream()
                .sorted(Comparator.comparingInt(MetricOrder::rank).thenComparing(key -> key))
                .toList();
    }

    private static int rank(String key) {
        if (OF_A_CURVE.matcher(key).matches()) {
            return FAMILIAR.size() + 1;
        }
        if (OF_THE_WORK.matcher(key).matches()) {
            return FAMILIAR.size() + 2;
        }
        var place = FAMILIAR.indexOf(key.toLowerCase(Locale.ROOT));
        return place < 0 ? FAMILIAR.size() : place;
    }

    /** Whether it says how good the run is in the end. */
    static boolean isResult(String key) {
        return rank(key) <= FAMILIAR.size();
    }

    static boolean isOfTheWork(String key) {
        return OF_THE_WORK.matcher(key).matches();
    }
}
