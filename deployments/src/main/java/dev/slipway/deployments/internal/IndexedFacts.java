package dev.slipway.deployments.internal;

import dev.slipway.experiments.Freshness;
import dev.slipway.experiments.ModelNotFound;
import dev.slipway.experiments.ModelRegistry;
import dev.slipway.experiments.Models;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.experiments.Signature;
import dev.slipway.experiments.VersionNotFound;
import dev.slipway.experiments.VersionRef;
import dev.slipway.security.TeamId;
import dev.slipway.serving.Parities;
import dev.slipway.serving.ParityReport;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class IndexedFacts implements VersionFacts {

    private static final Duration START_PATIENCE = Duration.ofSeconds(5);

    private final Models models;
    private final ModelRegistry registry;
    private final Parities parities;
    private final Freshness freshness;

    IndexedFacts(Models models, ModelRegistry registry, Parities parities, Freshness freshness) {
        this.models = models;
        this.registry = registry;
        this.parities = parities;
        this.freshness = freshness;
    }

    @Override
    public VersionRow version(VersionRef version) {
        return models.version(version);
    }

    @Override
    public Optional<VersionRow> find(VersionRef version) {
        try {
            return Optional.of(models.version(version));
        } catch (ModelNotFound | VersionNotFound e) {
            return Optional.empty();
        }
    }

    @Override
    public void readAnew(String model, Set<String> versions) {
        registry.reindex(model);
        for (var version : versions) {
            var found = find(new VersionRef(model, version));
            found.map(VersionRow::runId).ifPresent(registry::reindexRun);
            found.map(VersionRow::ref).ifPresent(parities::lookAgain);
        }
    }

    @Override
    public @Nullable TeamId team(String model) {
        return models.get(model).team();
    }

    @Override
    public Set<String> readable(Collection<String> names) {
        return models.readable(names);
    }

    @Override
    public Optional<Signature> signature(VersionRef version) {
        return models.signature(version);
    }

    @Override
    public ParityReport parity(VersionRef version) {
        return parities.of(version);
    }

    @Override
    public Freshness.State freshness() {
        return freshness.state();
    }

    @Override
    public Freshness.State freshnessOnceAsked() {
        return freshness.onceAsked(START_PATIENCE);
    }

    @Override
    public List<VersionRow> all() {
        return models.all();
    }
}
