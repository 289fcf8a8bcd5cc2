package dev.slipway.deployments.promotion;

import dev.slipway.deployments.internal.Evidences;
import dev.slipway.deployments.internal.PolicyFolder;
import dev.slipway.deployments.internal.PolicyReach;
import dev.slipway.deployments.internal.PolicyShelf;
import dev.slipway.deployments.promotion.Promotions.Seat;
import dev.slipway.experiments.VersionRef;
import dev.slipway.security.Actors;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The rules of promotion: files with gates and seats, each change a new version. */
@Service
public class Policies {

    private final Actors actors;
    private final PolicyShelf shelf;
    private final PolicyFolder folder;
    private final PolicyReach reach;
    private final Evidences evidences;

    Policies(Actors actors, PolicyShelf shelf, PolicyFolder folder, PolicyReach reach, Evidences evidences) {
        this.actors = actors;
        this.shelf = shelf;
        this.folder = folder;
        this.reach = reach;
        this.evidences = evidences;
    }

    /** The versions in force, by name. */
    @Requires(Permission.READ)
    public List<PolicyRow> all() {
        return shelf.all();
    }

    /** @throws PolicyNotFound if there is none */
    @Requires(Permission.READ)
    public PolicyRow get(String name) {
        return shelf.find(name).orElseThrow(() -> new PolicyNotFound(name));
    }

    /**
     * Stores the text as the next version of the policy it names, and writes its file. A text that is in force already
     * makes no new version.
     *
     * @throws InvalidPolicy with line and column
     * @throws dev.slipway.security.Forbidden if it governs models of a team where the caller may not change policies
     */
    @Requires(Permission.EDIT_POLICIES)
    public PolicyRow save(String yaml) {
        reach.requireEverywhere(yaml, actors.current());
        return folder.save(yaml, actors.current());
    }

    /** What the policy would say of a version now; nothing is stored. */
    @Requires(Permission.READ)
    public List<GateResult> dryRun(String name, VersionRef version, String targetStage) {
        return evidences.dryRun(name, version, targetStage);
    }

    /** What would be asked of the version, by the policy that governs the move; nothing is stored. */
    @Requires(Permission.READ)
    public Preview preview(VersionRef version, String targetStage) {
        return evidences.preview(version, targetStage);
    }

    /** Files that are not in force as they are on the disk. */
    @Requires(Permission.READ)
    public List<PolicyProblem> problems() {
        return folder.problems();
    }

    public record PolicyRow(
            String name,
            int version,
            String yaml,
            String digest,
            Instant savedAt,
            String savedBy,
            List<String> sentences) {}

    /**
     * @param policyVersion such as {@code production/12}
     * @param required the seats to be filled
     * @param replaces the version that holds the stage, null for none
     */
    public record Preview(
            String policyVersion,
            List<GateResult> gates,
            List<Seat> required,
            @Nullable String replaces) {}

    /** @param message what is wrong and what to do */
    public record PolicyProblem(String file, String message, Instant since) {}
}
