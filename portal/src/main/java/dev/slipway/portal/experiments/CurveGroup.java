package dev.slipway.portal.experiments;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Metrics that belong in one chart: what was measured, on the training rows and on those held back.
 *
 * @param name of what is measured, such as {@code roc_auc}
 * @param train the key on the training rows, null when there is none
 * @param validation the key on the rows held back, or of the only curve
 */
record CurveGroup(String name, @Nullable String train, String validation) {

    private static final Pattern TRAIN =
            Pattern.compile("(?i)(?:train|training)[_/.-](.+)|(.+)[_/.-](?:train|training)");
    private static final Pattern VALIDATION =
            Pattern.compile("(?i)(?:validation|valid|val|eval)[_/.-](.+)|(.+)[_/.-](?:validation|valid|val|eval)");

    /** In the order of the keys. A pair needs both names; {@code loss} beside {@code val_loss} is the training side. */
    static List<CurveGroup> of(Collection<String> keys) {
        var left = new LinkedHashSet<>(keys);
        var byTrain = trainKeys(keys);
        var groups = new LinkedHashMap<String, CurveGroup>();
        for (var key : keys) {
            var name = measured(VALIDATION, key);
            if (name == null) {
                continue;
            }
            var train = byTrain.getOrDefault(name, keys.contains(name) ? name : null);
            if (train != null) {
                groups.put(key, new CurveGroup(name, train, key));
                left.remove(key);
                left.remove(train);
            }
        }
        return inOrder(keys, groups, left);
    }

    private static LinkedHashMap<String, String> trainKeys(Collection<String> keys) {
        var byName = new LinkedHashMap<String, String>();
        keys.forEach(key -> {
            var name = measured(TRAIN, key);
            if (name != null) {
                byName.putIfAbsent(name, key);
            }
        });
        return byName;
    }

    private static @Nullable String measured(Pattern side, String key) {
        var matcher = side.matcher(key);
        if (!matcher.matches()) {
            return null;
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    private static List<CurveGroup> inOrder(
            Collection<String> keys, LinkedHashMap<String, CurveGroup> pairs, LinkedHashSet<String> alone) {
        var groups = new ArrayList<>(pairs.values());
        keys.stream()
                .filter(alone::contains)
                .map(key -> new CurveGroup(key, null, key))
                .forEach(groups::add);
        return List.copyOf(groups);
    }

    List<String> keys() {
        return train == null ? List.of(validation) : List.of(train, validation);
    }
}
