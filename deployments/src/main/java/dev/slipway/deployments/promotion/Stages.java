package dev.slipway.deployments.promotion;

import dev.slipway.experiments.VersionRef;
import dev.slipway.security.Open;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The stages of the product, in order, and who holds them. This is the truth; MLflow's aliases and tags mirror it. */
@Service
public class Stages {

    @Open("configuration, not content")
    public List<Stage> all() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Stage name to version; stages nobody holds are left out. @param at null for now */
    @Requires(Permission.READ)
    public Map<String, String> holders(String model, @Nullable Instant at) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Everything that happened to a version on its way, oldest first. */
    @Requires(Permission.READ)
    public List<VersionEvent> history(VersionRef version) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Aliases that are not where Slipway put them. */
    @Requires(Permission.READ)
    public List<AliasFinding> findings() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** @param alias the MLflow alias that mirrors it, null for a stage without one */
    public record Stage(String name, @Nullable String alias) {}

    public record VersionEvent(
            Instant at,
            String kind,
            String sentence,
            @Nullable String actorName,
            @Nullable PromotionId promotion) {}

    public record AliasFinding(
            String model,
            String stage,
            String alias,
            @Nullable String expected,
            @Nullable String found,
            Instant since) {}
}
