package dev.slipway.experiments;

import dev.slipway.experiments.internal.LoggedFolders;
import dev.slipway.experiments.internal.ModelIndex;
import dev.slipway.experiments.internal.RegistryIndexer;
import dev.slipway.experiments.internal.RunIndex;
import dev.slipway.experiments.internal.Signatures;
import dev.slipway.experiments.internal.TrackingServer;
import dev.slipway.kernel.InvalidField;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.PageQuery;
import dev.slipway.security.Actors;
import dev.slipway.security.Audit;
import dev.slipway.security.AuditEvent;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import dev.slipway.security.TeamId;
import dev.slipway.security.Teams;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.lang3.StringUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The registered models and versions the caller may see, out of the index; registering goes to MLflow. */
@Service
public class Models {

    private static final Pattern MODEL_NAME = Pattern.compile("[^/:\\p{Cntrl}]{1,256}");
    private static final int LONGEST_DESCRIPTION = 5_000;

    private final Actors actors;
    private final ModelIndex index;
    private final Signatures signatures;
    private final TrackingServer server;
    private final RegistryIndexer registry;
    private final RunIndex runs;
    private final Teams teams;
    private final Audit audit;
    private final TransactionTemplate transaction;

    Models(
            Actors actors,
            ModelIndex index,
            Signatures signatures,
            TrackingServer server,
            RegistryIndexer registry,
            RunIndex runs,
            Teams teams,
            Audit audit,
            TransactionTemplate transaction) {
        this.actors = actors;
        this.index = index;
        this.signatures = signatures;
        this.server = server;
        this.registry = registry;
        this.runs = runs;
        this.teams = teams;
        this.audit = audit;
        this.transaction = transaction;
    }

    @Requires(Permission.READ)
    public Page<ModelRow> find(ModelFilter filter, PageQuery page, Sort sort) {
        return index.find(filter, page, sort, actors.current());
    }

    /** @throws ModelNotFound if there is none with this name */
    @Requires(Permission.READ)
    public ModelRow get(String name) {
        var row = index.get(name).orElseThrow(() -> new ModelNotFound(name));
        actors.current().require(Permission.READ, row.team(), "Model " + name);
        return row;
    }

    /** Newest first. @throws ModelNotFound if there is no such model */
    @Requires(Permission.READ)
    public Page<VersionRow> versions(String model, PageQuery page) {
        get(model);
        return index.versions(model, page);
    }

    /** @throws VersionNotFound if there is none */
    @Requires(Permission.READ)
    public VersionRow version(VersionRef version) {
        get(version.model());
        return index.version(version).orElseThrow(() -> new VersionNotFound(version));
    }

    /** Of all models the caller may see, newest first. @param limit 1 to 1000 */
    @Requires(Permission.READ)
    public List<VersionRow> registeredSince(Instant since, int limit) {
        return index.registeredSince(since, PageQuery.first(limit).limit(), actors.current());
    }

    /** How many models no team owns: a gap that an admin can close. */
    @Requires(Permission.SEE_UNOWNED)
    public long unowned() {
        return index.unowned();
    }

    /** Every version of every team, for Slipway's own work. */
    @Requires(Permission.SEE_UNOWNED)
    public List<VersionRow> all() {
        return index.all();
    }

    /** Those of these models that the caller may read; one statement for a page. */
    @Requires(Permission.READ)
    public Set<String> readable(Collection<String> names) {
        return index.readable(names, actors.current());
    }

    /** What each of these versions was made of, of those the caller may read; one statement for a page. */
    @Requires(Permission.READ)
    public List<VersionSource> sources(Collection<VersionRef> versions) {
        return index.sources(versions, actors.current());
    }

    /** What every version of every team was made of, for Slipway's own work. */
    @Requires(Permission.SEE_UNOWNED)
    public List<VersionSource> allSources() {
        return index.allSources();
    }

    /** What goes in and comes out, from the version's MLmodel file; empty when it was logged without one. */
    @Requires(Permission.READ)
    public Optional<Signature> signature(VersionRef version) {
        version(version);
        return signatures.of(version);
    }

    /** Whether the caller may register versions of a model, be it there or not. @throws dev.slipway.security.Forbidden if not */
    @Requires(Permission.REGISTER_VERSION)
    public void checkMayRegister(String name) {
        index.get(name)
                .ifPresent(model ->
                        actors.current().require(Permission.REGISTER_VERSION, model.team(), "Model " + model.name()));
    }

    /**
     * Registers what a run logged as the next version of a model, which is made if there is none. The answer is in the
     * index already.
     */
    @Requires(Permission.REGISTER_VERSION)
    public VersionRow register(Registration registration) {
        checkTexts(registration);
        var run = runs.byIds(List.of(registration.runId())).stream()
                .findFirst()
                .orElseThrow(() -> new RunNotFound(registration.runId()));
        actors.current().require(Permission.REGISTER_VERSION, run.team(), "Run " + registration.runId());
        checkMayRegister(registration.model());
        checkNotDeleted(registration.runId());
        var source = source(registration, run);
        if (index.get(registration.model()).isEmpty()) {
            server.createModel(registration.model(), teamTag(run.team()));
        }
        var number =
                server.createVersion(registration.model(), source, registration.runId(), registration.description());
        var ref = new VersionRef(registration.model(), number);
        transaction.executeWithoutResult(status -> audit.record(new AuditEvent(
                "version.registered",
                "version/" + ref.model() + "/" + number,
                run.team(),
                Map.of(),
                Map.of("run", registration.runId(), "source", source))));
        registry.reindex(ref.model());
        return version(ref);
    }

    private static void checkTexts(Registration registration) {
        if (!MODEL_NAME.matcher(registration.model()).matches()) {
            throw new InvalidField("/model", "A model's name has 1 to 256 characters, without / and :.");
        }
        if (registration.description().length() > LONGEST_DESCRIPTION) {
            throw new InvalidField(
                    "/description", "A description has at most " + LONGEST_DESCRIPTION + " characters. Shorten it.");
        }
    }

    /** MLflow itself would take it, and the version would have a source that nobody can look at. */
    private void checkNotDeleted(String runId) {
        var run = server.run(runId).orElseThrow(() -> new RunNotFound(runId));
        if (!run.lifecycleStage().equals("active")) {
            throw new InvalidField(
                    "/run_id", "Run " + runId + " is deleted in MLflow. Restore it there, or register another run.");
        }
    }

    private Map<String, String> teamTag(@Nullable TeamId team) {
        return team == null
                ? Map.of()
                : Map.of("team", teams.names(Set.of(team)).getOrDefault(team, ""));
    }

    private String source(Registration registration, RunIndex.IndexedRun run) {
        var modelId = registration.modelId();
        if (modelId != null) {
            return server.loggedModel(modelId)
                    .filter(model -> registration.runId().equals(model.runId()))
                    .map(model -> "models:/" + model.modelId())
                    .orElseThrow(() -> new InvalidField("/model_id", "The run logged no model " + modelId + "."));
        }
        var given = Objects.requireNonNull(registration.path());
        Artifacts.checkPath(given);
        var path = StringUtils.stripEnd(given, "/");
        checkModelIn(registration.runId(), path, run);
        return path.isEmpty() ? run.artifactUri() : run.artifactUri() + "/" + path;
    }

    private void checkModelIn(String runId, String path, RunIndex.IndexedRun run) {
        var file = path.isEmpty() ? "MLmodel" : path + "/MLmodel";
        if (server.runArtifacts(runId, path).stream()
                .noneMatch(found -> found.path().equals(file))) {
            throw new InvalidField(
                    "/path",
                    "The run has no folder " + path + " with a model in it: there is no file " + file + ". "
                            + (run.modelIds().isEmpty()
                                    ? "Give the folder that its model was logged to."
                                    : "It logged its models apart from its files: give model_id instead."));
        }
    }

    /** The models that a run logged and that can be registered. */
    @Requires(Permission.READ)
    public List<LoggedModel> loggedModels(String runId) {
        var run = runs.byIds(List.of(runId)).stream().findFirst().orElseThrow(() -> new RunNotFound(runId));
        actors.current().require(Permission.READ, run.team(), "Run " + runId);
        return run.modelIds().isEmpty() ? inFolders(run) : ofTheirOwn(run);
    }

    private static List<LoggedModel> inFolders(RunIndex.IndexedRun run) {
        return LoggedFolders.of(run.run().tags()).stream()
                .map(path -> new LoggedModel(null, path, path))
                .toList();
    }

    private List<LoggedModel> ofTheirOwn(RunIndex.IndexedRun run) {
        return run.modelIds().stream()
                .flatMap(id -> server.loggedModel(id).stream())
                .map(model -> new LoggedModel(model.modelId(), null, model.name()))
                .toList();
    }

    public record ModelFilter(String name) {
        public static final ModelFilter ALL = new ModelFilter("");
    }

    public enum Sort {
        NAME,
        LAST_UPDATE_FIRST,
        STAGE
    }

    /** @param stages stage name to version, by the index's copy of the tag {@code slipway.stage}, which anybody may write in MLflow */
    public record ModelRow(
            String name,
            @Nullable TeamId team,
            Map<String, String> stages,
            @Nullable String latestVersion,
            int versionCount,
            Instant updatedAt,
            String description,
            Map<String, String> tags) {

        public ModelRow withStages(Map<String, String> held) {
            return new ModelRow(name, team, held, latestVersion, versionCount, updatedAt, description, tags);
        }
    }

    /**
     * @param stage by the tag {@code slipway.stage}, which anybody may write in MLflow; null when it has none
     * @param source MLflow's, such as {@code models:/m-1234}
     */
    public record VersionRow(
            VersionRef ref,
            @Nullable TeamId team,
            @Nullable String stage,
            List<String> aliases,
            @Nullable String runId,
            String source,
            String status,
            String description,
            Instant createdAt,
            Instant updatedAt,
            Map<String, String> tags,
            Map<String, Double> metrics) {

        public VersionRow withStage(@Nullable String held) {
            return new VersionRow(
                    ref, team, held, aliases, runId, source, status, description, createdAt, updatedAt, tags, metrics);
        }
    }

    /**
     * Tells one version from another that later had the same number.
     *
     * @param source MLflow's, such as {@code models:/m-1234}
     */
    public record VersionSource(VersionRef ref, @Nullable TeamId team, String source, Instant createdAt) {}

    /** Exactly one of {@code path} (in the run's artifacts) and {@code modelId} (MLflow 3) is given. */
    public record Registration(
            String model,
            String runId,
            @Nullable String path,
            @Nullable String modelId,
            String description) {}

    /** Exactly one of {@code modelId} (MLflow 3) and {@code path} (in the run's artifacts, as MLflow 2 logs) is there. */
    public record LoggedModel(
            @Nullable String modelId, @Nullable String path, String name) {}
}
