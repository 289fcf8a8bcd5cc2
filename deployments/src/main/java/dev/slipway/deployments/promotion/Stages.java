package dev.slipway.deployments.promotion;

import dev.slipway.deployments.internal.AliasFindings;
import dev.slipway.deployments.internal.AliasReturn;
import dev.slipway.deployments.internal.Holders;
import dev.slipway.deployments.internal.StageList;
import dev.slipway.deployments.internal.VersionFacts;
import dev.slipway.deployments.internal.VersionStory;
import dev.slipway.experiments.VersionRef;
import dev.slipway.security.Actors;
import dev.slipway.security.Open;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The stages of the product, in order, and who holds them. This is the truth; MLflow's aliases and tags mirror it. */
@Service
public class Stages {

    private final Actors actors;
    private final StageList stages;
    private final Holders holders;
    private final VersionStory stories;
    private final AliasFindings findings;
    private final VersionFacts facts;
    private final AliasReturn wayBack;

    Stages(
            Actors actors,
            StageList stages,
            Holders holders,
            VersionStory stories,
            AliasFindings findings,
            VersionFacts facts,
            AliasReturn wayBack) {
        this.actors = actors;
        this.stages = stages;
        this.holders = holders;
        this.stories = stories;
        this.findings = findings;
        this.facts = facts;
        this.wayBack = wayBack;
    }

    @Open("configuration, not content")
    public List<Stage> all() {
        return stages.all();
    }

    /** Stage name to version; stages nobody holds are left out. @param at null for now */
    @Requires(Permission.READ)
    public Map<String, String> holders(String model, @Nullable Instant at) {
        facts.team(model);
        return holders.at(model, at);
    }

    /** The same for many models at once; one that nobody holds a stage of, or that the caller may not read, is left out. */
    @Requires(Permission.READ)
    public Map<String, Map<String, String>> holders(Collection<String> models) {
        return holders.now(facts.readable(models));
    }

    /** Version to the stage it is in, the last in the order of several; a version that is in none is left out. */
    @Requires(Permission.READ)
    public Map<String, String> ofVersions(String model) {
        facts.team(model);
        return holders.stageOfEach(model);
    }

    /** Of all models the caller may read, those that have a version in this stage. */
    @Requires(Permission.READ)
    public Set<String> modelsIn(String stage) {
        return facts.readable(holders.modelsIn(stage));
    }

    /** Everything that happened to a version on its way, oldest first. */
    @Requires(Permission.READ)
    public List<VersionEvent> history(VersionRef version) {
        return stories.of(version);
    }

    /** Aliases that are not where Slipway put them. */
    @Requires(Permission.READ)
    public List<AliasFinding> findings() {
        return findings.readableBy(actors.current());
    }

    /**
     * Puts the alias of a stage back on the version that holds it, after somebody moved it outside Slipway.
     *
     * @param reason wanted, up to 2,000 characters; it goes into the audit log
     * @throws StageNotFound if no stage has this name
     * @throws PromotionConflict {@code alias_in_place}, {@code nothing_to_put_back}, {@code move_in_progress}, {@code version_gone}
     * @throws dev.slipway.experiments.MlflowUnavailable when MLflow does not answer
     */
    @Requires(Permission.ROLL_BACK)
    public void putBack(String model, String stage, String reason) {
        wayBack.putBack(model, stage, reason, actors.current());
    }

    /**
     * Whether or not there is anything to put back.
     *
     * @throws StageNotFound if no stage has this name
     * @throws dev.slipway.security.Forbidden if the caller may not
     */
    @Requires(Permission.ROLL_BACK)
    public void checkMayPutBack(String model, String stage) {
        wayBack.checkMayPutBack(model, stage, actors.current());
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
