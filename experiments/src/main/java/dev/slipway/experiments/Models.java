package dev.slipway.experiments;

import dev.slipway.kernel.Page;
import dev.slipway.kernel.PageQuery;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import dev.slipway.security.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The registered models and versions the caller may see, out of the index; registering goes to MLflow. */
@Service
public class Models {

    @Requires(Permission.READ)
    public Page<ModelRow> find(ModelFilter filter, PageQuery page, Sort sort) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** @throws ModelNotFound if there is none with this name */
    @Requires(Permission.READ)
    public ModelRow get(String name) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Newest first. @throws ModelNotFound if there is no such model */
    @Requires(Permission.READ)
    public Page<VersionRow> versions(String model, PageQuery page) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** @throws VersionNotFound if there is none */
    @Requires(Permission.READ)
    public VersionRow version(VersionRef version) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** What goes in and comes out, from the version's MLmodel file; empty when it was logged without one. */
    @Requires(Permission.READ)
    public Optional<Signature> signature(VersionRef version) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Registers what a run logged as the next version of a model, which is made if there is none. The answer is in the
     * index already.
     */
    @Requires(Permission.REGISTER_VERSION)
    public VersionRow register(Registration registration) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The models that a run logged and that can be registered. */
    @Requires(Permission.READ)
    public List<LoggedModel> loggedModels(String runId) {
        throw new UnsupportedOperationException("not built yet");
    }

    public record ModelFilter(String name) {
        public static final ModelFilter ALL = new ModelFilter("");
    }

    public enum Sort {
        NAME,
        LAST_UPDATE_FIRST,
        STAGE
    }

    /** @param stages stage name to version, by the index's copy of the tag {@code slipway.stage} */
    public record ModelRow(
            String name,
            @Nullable TeamId team,
            Map<String, String> stages,
            @Nullable String latestVersion,
            int versionCount,
            Instant updatedAt,
            String description,
            Map<String, String> tags) {}

    /**
     * @param stage by the tag {@code slipway.stage}, null when it has none
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
            Map<String, Double> metrics) {}

    /** Exactly one of {@code path} (in the run's artifacts) and {@code modelId} (MLflow 3) is given. */
    public record Registration(
            String model,
            String runId,
            @Nullable String path,
            @Nullable String modelId,
            String description) {}

    public record LoggedModel(String modelId, String name) {}
}
