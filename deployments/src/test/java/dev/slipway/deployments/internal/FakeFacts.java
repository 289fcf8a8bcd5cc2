package dev.slipway.deployments.internal;

import dev.slipway.experiments.Freshness;
import dev.slipway.experiments.ModelNotFound;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.experiments.Signature;
import dev.slipway.experiments.Signature.Column;
import dev.slipway.experiments.VersionNotFound;
import dev.slipway.experiments.VersionRef;
import dev.slipway.security.Actors;
import dev.slipway.security.Permission;
import dev.slipway.security.TeamId;
import dev.slipway.serving.ParityReport;
import dev.slipway.serving.ParityState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the index and serving would know. */
final class FakeFacts implements VersionFacts {

    static final Signature SIGNATURE = new Signature(
            List.of(new Column("AGEP", "double", true), new Column("SCHL", "string", true)),
            List.of(new Column("p_0", "double", true), new Column("p_1", "double", true)));

    private static final Instant NOW = Instant.parse("2026-11-24T11:00:00Z");

    private final Actors actors;
    private final FakeModelRegistry registry;
    private final Map<VersionRef, VersionRow> rows = new ConcurrentHashMap<>();
    private final Map<VersionRef, Signature> signatures = new ConcurrentHashMap<>();
    private final Map<VersionRef, ParityState> parities = new ConcurrentHashMap<>();
    private final Map<VersionRef, Map<String, Double>> unseen = new ConcurrentHashMap<>();
    private volatile Freshness.Answering mlflow = Freshness.Answering.UP;

    FakeFacts(Actors actors, FakeModelRegistry registry) {
        this.actors = actors;
        this.registry = registry;
    }

    void add(VersionRef version, TeamId team, Map<String, Double> metrics) {
        var source = "models:/m-" + version.version();
        rows.put(version, row(version, team, metrics, source));
        signatures.put(version, SIGNATURE);
        registry.add(version, source);
    }

    /** Deleted in MLflow and made anew under its number, of another run; the index has seen it. */
    void makeAnew(VersionRef version) {
        registry.delete(version);
        changeSource(version);
        registry.add(version, "models:/m-other");
    }

    /** MLflow has other metrics of its run than the index, until that is read anew. */
    void changeUnseen(VersionRef version, Map<String, Double> metrics) {
        unseen.put(version, metrics);
    }

    private static VersionRow row(
            VersionRef version, @Nullable TeamId team, Map<String, Double> metrics, String source) {
        return new VersionRow(
                version,
                team,
                null,
                List.of(),
                "run-" + version.version(),
                source,
                "READY",
                "",
                NOW,
                NOW,
                Map.of(),
                metrics);
    }

    void delete(VersionRef version) {
        rows.remove(version);
        registry.delete(version);
    }

    void changeSource(VersionRef version) {
        rows.computeIfPresent(version, (ref, row) -> row(ref, row.team(), row.metrics(), "models:/m-other"));
    }

    void changeMetrics(VersionRef version, Map<String, Double> metrics) {
        rows.computeIfPresent(version, (ref, row) -> row(ref, row.team(), metrics, row.source()));
    }

    void moveToTeam(String model, TeamId team) {
        rows.replaceAll((ref, row) -> ref.model().equals(model) ? row(ref, team, row.metrics(), row.source()) : row);
    }

    void signature(VersionRef version, Signature signature) {
        signatures.put(version, signature);
    }

    void parity(VersionRef version, ParityState state) {
        parities.put(version, state);
    }

    void mlflow(Freshness.Answering answering) {
        this.mlflow = answering;
    }

    @Override
    public VersionRow version(VersionRef version) {
        team(version.model());
        return Optional.ofNullable(rows.get(version)).orElseThrow(() -> new VersionNotFound(version));
    }

    @Override
    public Optional<VersionRow> find(VersionRef version) {
        return Optional.ofNullable(rows.get(version));
    }

    @Override
    public void readAnew(String model, Set<String> versions) {
        versions.stream()
                .map(version -> new VersionRef(model, version))
                .forEach(version -> Optional.ofNullable(unseen.remove(version))
                        .ifPresent(metrics -> changeMetrics(version, metrics)));
    }

    @Override
    public @Nullable TeamId team(String model) {
        var row = rows.values().stream()
                .filter(known -> known.ref().model().equals(model))
                .findFirst()
                .orElseThrow(() -> new ModelNotFound(model));
        actors.current().require(Permission.READ, row.team(), "Model " + model);
        return row.team();
    }

    @Override
    public Set<String> readable(Collection<String> models) {
        return rows.values().stream()
                .filter(row -> models.contains(row.ref().model()))
                .filter(row -> actors.current().holds(Permission.READ, row.team()))
                .map(row -> row.ref().model())
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<Signature> signature(VersionRef version) {
        return Optional.ofNullable(signatures.get(version));
    }

    @Override
    public ParityReport parity(VersionRef version) {
        return switch (parities.getOrDefault(version, ParityState.ABSENT)) {
            case ABSENT -> new ParityReport(version, ParityState.ABSENT, 0, null, 1e-5, 0, "It has no twin.", NOW);
            case PENDING -> new ParityReport(version, ParityState.PENDING, 0, null, 1e-5, 0, "Not checked yet.", null);
            case PASSED -> new ParityReport(version, ParityState.PASSED, 900, 3e-7, 1e-5, 0, "900 rows agree.", NOW);
            case FAILED ->
                new ParityReport(version, ParityState.FAILED, 900, 0.0123, 1e-5, 4, "4 of 900 rows differ.", NOW);
        };
    }

    @Override
    public Freshness.State freshness() {
        var down = mlflow == Freshness.Answering.DOWN;
        return new Freshness.State(
                mlflow,
                NOW,
                down
                        ? "MLflow does not answer (connection refused). Nothing was changed; it is asked again by itself."
                        : null,
                down ? NOW : null,
                "http://127.0.0.1:5000");
    }

    @Override
    public Freshness.State freshnessOnceAsked() {
        return freshness();
    }

    @Override
    public List<VersionRow> all() {
        return rows.values().stream().map(this::withAliases).toList();
    }

    private VersionRow withAliases(VersionRow row) {
        return new VersionRow(
                row.ref(),
                row.team(),
                registry.tag(row.ref()).orElse(null),
                registry.aliasesOf(row.ref()),
                row.runId(),
                row.source(),
                row.status(),
                row.description(),
                row.createdAt(),
                row.updatedAt(),
                row.tags(),
                row.metrics());
    }
}
