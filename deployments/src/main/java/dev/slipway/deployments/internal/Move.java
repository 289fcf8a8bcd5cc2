package dev.slipway.deployments.internal;

import dev.slipway.deployments.promotion.Stages.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a promotion changes in MLflow, worked out from who holds what. Pure; gives the same as long as the record is not
 * closed, because a model has one move at a time.
 *
 * @param target the version that gets the stage, null when the stage is given up
 * @param source of the target, as it was approved
 * @param expected the version that Slipway last put there, null for nobody
 * @param tagsBefore of each version that is touched: its stage, empty for none
 * @param tagsAfter the same afterwards
 * @param leaving aliases that the version gives up, because it goes to a stage without one
 */
record Move(
        String model,
        Stage stage,
        @Nullable String target,
        String source,
        @Nullable String expected,
        Map<String, Optional<String>> tagsBefore,
        Map<String, Optional<String>> tagsAfter,
        List<String> leaving) {

    static Move of(Promotion promotion, Map<String, Set<String>> held, StageList stages) {
        var version = promotion.versionRef();
        var stage = promotion.stage();
        var target = promotion.vacates() ? null : version.version();
        var expected = stage.alias() == null ? null : holder(held, stage.name());
        var touched = touched(version.version(), expected);
        var after = after(held, stage, target, expected, stages);
        return new Move(
                version.model(),
                stage,
                target,
                promotion.source(),
                expected,
                tags(touched, held, stages),
                tags(touched, after, stages),
                leaving(version.version(), stage, held, stages));
    }

    private static @Nullable String holder(Map<String, Set<String>> held, String stage) {
        return held.entrySet().stream()
                .filter(entry -> entry.getValue().contains(stage))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private static Set<String> touched(String version, @Nullable String expected) {
        var touched = new TreeSet<>(Set.of(version));
        if (expected != null) {
            touched.add(expected);
        }
        return touched;
    }

    private static Map<String, Set<String>> after(
            Map<String, Set<String>> held,
            Stage stage,
            @Nullable String target,
            @Nullable String expected,
            StageList stages) {
        var after = new HashMap<String, Set<String>>();
        held.forEach((version, names) -> after.put(version, new TreeSet<>(names)));
        if (expected != null) {
            after.getOrDefault(expected, new TreeSet<>()).remove(stage.name());
        }
        if (target != null) {
            after.put(target, arrived(after.getOrDefault(target, Set.of()), stage, stages));
        }
        return after;
    }

    /** A stage with an alias may be held beside others that have one; a stage without one takes the whole version. */
    private static Set<String> arrived(Set<String> before, Stage stage, StageList stages) {
        var names = new TreeSet<>(Set.of(stage.name()));
        if (stage.alias() != null) {
            stages.mirrored().stream().map(Stage::name).filter(before::contains).forEach(names::add);
        }
        return names;
    }

    private static Map<String, Optional<String>> tags(
            Set<String> versions, Map<String, Set<String>> held, StageList stages) {
        return versions.stream()
                .collect(Collectors.toMap(
                        version -> version,
                        version -> stages.leading(held.getOrDefault(version, Set.of())),
                        (first, second) -> first,
                        TreeMap::new));
    }

    private static List<String> leaving(String version, Stage stage, Map<String, Set<String>> held, StageList stages) {
        if (stage.alias() != null) {
            return List.of();
        }
        return stages.mirrored().stream()
                .filter(mirrored -> held.getOrDefault(version, Set.of()).contains(mirrored.name()))
                .map(Stage::alias)
                .toList();
    }
}
