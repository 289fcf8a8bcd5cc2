package dev.slipway.experiments;

import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.experiments.Signature.Column;
import dev.slipway.experiments.internal.RunIndex;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What tells one version of a model from another: what it was trained with, what it reached, what goes in and out. */
@Service
public class VersionDiffs {

    private final Models models;
    private final RunIndex runs;

    VersionDiffs(Models models, RunIndex runs) {
        this.models = models;
        this.runs = runs;
    }

    /** Only what differs, each list by name. @throws VersionNotFound if one of the two is not there */
    @Requires(Permission.READ)
    public VersionDiff between(VersionRef from, VersionRef to) {
        var left = models.version(from);
        var right = models.version(to);
        return new VersionDiff(
                changes(params(left), params(right)),
                changes(left.metrics(), right.metrics()),
                changes(columns(from, Signature::inputs), columns(to, Signature::inputs)),
                changes(columns(from, Signature::outputs), columns(to, Signature::outputs)));
    }

    private Map<String, String> params(VersionRow version) {
        var run = version.runId();
        return run == null
                ? Map.of()
                : runs.byIds(List.of(run)).stream()
                        .findFirst()
                        .map(found -> found.run().params())
                        .orElse(Map.of());
    }

    private Map<String, String> columns(VersionRef version, Function<Signature, List<Column>> side) {
        var columns = new LinkedHashMap<String, String>();
        models.signature(version)
                .map(side)
                .orElse(List.of())
                .forEach(column -> columns.put(column.name(), text(column)));
        return columns;
    }

    private static String text(Column column) {
        return column.required() ? column.type() : column.type() + " (optional)";
    }

    static <T> List<Change<T>> changes(Map<String, T> from, Map<String, T> to) {
        var names = new TreeSet<>(from.keySet());
        names.addAll(to.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(from.get(name), to.get(name)))
                .map(name -> new Change<>(name, from.get(name), to.get(name)))
                .toList();
    }

    /** @param inputs by column: its type, and whether it may be missing */
    public record VersionDiff(
            List<Change<String>> params,
            List<Change<Double>> metrics,
            List<Change<String>> inputs,
            List<Change<String>> outputs) {}

    /** @param from null where the first version has nothing of that name; {@code to} likewise */
    public record Change<T>(
            String name, @Nullable T from, @Nullable T to) {}
}
