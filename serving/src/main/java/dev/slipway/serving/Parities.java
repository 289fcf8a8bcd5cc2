package dev.slipway.serving;

import dev.slipway.experiments.Models;
import dev.slipway.experiments.Models.VersionSource;
import dev.slipway.experiments.VersionRef;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import dev.slipway.serving.internal.Fingerprint;
import dev.slipway.serving.internal.LateTwins;
import dev.slipway.serving.internal.ParityStore;
import dev.slipway.serving.internal.ParityStore.Kept;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The proofs that twins agree with their native models: made once for each version, in a child JVM. */
@Service
public class Parities {

    private final Models models;
    private final ParityStore store;
    private final LateTwins lateTwins;

    Parities(Models models, ParityStore store, LateTwins lateTwins) {
        this.models = models;
        this.store = store;
        this.lateTwins = lateTwins;
    }

    /**
     * PENDING for a version that was not checked yet, also when only an earlier version of the same number was.
     *
     * @throws dev.slipway.experiments.VersionNotFound if there is none
     */
    @Requires(Permission.READ)
    public ParityReport of(VersionRef version) {
        var row = models.version(version);
        return Optional.ofNullable(
                        current(store.find(row.ref()).orElse(null), Fingerprint.of(row.source(), row.createdAt())))
                .orElseGet(() -> ParityStore.pending(row.ref()));
    }

    /**
     * Has the twin checked that came after the version was found without one: then it is PENDING again. Asks MLflow: not
     * inside a transaction.
     *
     * @throws dev.slipway.experiments.VersionNotFound if there is none
     * @throws dev.slipway.experiments.MlflowUnavailable when MLflow does not answer
     */
    @Requires(Permission.READ)
    public void lookAgain(VersionRef version) {
        lateTwins.lookFor(models.version(version).ref());
    }

    /** One look-up for a page of versions: an entry for each that the caller may read. */
    @Requires(Permission.READ)
    public Map<VersionRef, ParityState> states(Collection<VersionRef> versions) {
        var sources = models.sources(versions);
        var kept = store.find(sources.stream().map(VersionSource::ref).toList()).stream()
                .collect(Collectors.toMap(found -> found.report().version(), Function.identity()));
        return sources.stream()
                .collect(Collectors.toUnmodifiableMap(
                        VersionSource::ref, source -> state(source, kept.get(source.ref()))));
    }

    private static ParityState state(VersionSource source, @Nullable Kept kept) {
        var report = current(kept, Fingerprint.of(source.source(), source.createdAt()));
        return report == null ? ParityState.PENDING : report.state();
    }

    private static @Nullable ParityReport current(@Nullable Kept kept, String fingerprint) {
        return kept == null || !kept.fingerprint().equals(fingerprint) ? null : kept.report();
    }
}
