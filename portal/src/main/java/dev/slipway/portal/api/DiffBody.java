package dev.slipway.portal.api;

import dev.slipway.experiments.VersionDiffs.Change;
import dev.slipway.experiments.VersionDiffs.VersionDiff;
import dev.slipway.experiments.VersionRef;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What differs between two versions of one model; equal values are left out. */
@Json
record DiffBody(
        String model,
        String from,
        String to,
        List<ChangeBody> params,
        List<ChangeBody> metrics,
        SignatureChangeBody signature) {

    static DiffBody of(VersionRef from, VersionRef to, VersionDiff diff) {
        return new DiffBody(
                from.model(),
                from.version(),
                to.version(),
                bodies(diff.params(), value -> value),
                bodies(diff.metrics(), RunsApi::number),
                new SignatureChangeBody(bodies(diff.inputs(), value -> value), bodies(diff.outputs(), value -> value)));
    }

    private static <T> List<ChangeBody> bodies(List<Change<T>> changes, Function<T, Object> value) {
        return changes.stream()
                .map(change -> new ChangeBody(change.name(), of(change.from(), value), of(change.to(), value)))
                .toList();
    }

    private static <T> @Nullable Object of(@Nullable T side, Function<T, Object> value) {
        return side == null ? null : value.apply(side);
    }

    @Json
    record SignatureChangeBody(List<ChangeBody> inputs, List<ChangeBody> outputs) {}

    @Json
    record ChangeBody(
            String name, @Nullable Object from, @Nullable Object to) {}
}
