package dev.slipway.deployments.internal;

import dev.slipway.deployments.internal.policy.Evidence;
import dev.slipway.deployments.internal.policy.EvidenceDigest;
import dev.slipway.deployments.internal.policy.Gates;
import dev.slipway.deployments.internal.policy.Policy;
import dev.slipway.deployments.internal.policy.PolicyBook.Numbered;
import dev.slipway.deployments.promotion.GateResult;
import dev.slipway.deployments.promotion.Policies.Preview;
import dev.slipway.deployments.promotion.PolicyNotFound;
import dev.slipway.deployments.promotion.Promotions.Seen;
import dev.slipway.deployments.promotion.Promotions.SeenHolder;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.experiments.VersionRef;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Collects what gates look at, and has them look. May ask MLflow for a signature: not inside a transaction. */
@Component
public class Evidences {

    private final VersionFacts facts;
    private final Holders holders;
    private final PolicyShelf policies;
    private final StageList stages;

    Evidences(VersionFacts facts, Holders holders, PolicyShelf policies, StageList stages) {
        this.facts = facts;
        this.holders = holders;
        this.policies = policies;
        this.stages = stages;
    }

    /** By the policy in force for the version's model and the stage. */
    Judgement judge(VersionRow candidate, String stage) {
        var policy = policies.governing(stage, candidate.ref().model());
        var evidence = collect(candidate, stage);
        return judgement(policy, evidence, Gates.evaluate(policy.policy(), evidence), candidate.runId());
    }

    private static Judgement judgement(
            Numbered policy, Evidence evidence, List<GateResult> gates, @Nullable String runId) {
        var holder = evidence.holder();
        return new Judgement(
                policy.label(),
                gates,
                policy.policy().approvals(),
                policy.policy().expiresAfter(),
                EvidenceDigest.of(evidence.version(), evidence.source(), policy.label(), gates),
                holder == null ? null : holder.version().version(),
                seen(evidence, runId));
    }

    private static Seen seen(Evidence evidence, @Nullable String runId) {
        var holder = evidence.holder();
        return new Seen(
                runId,
                evidence.stage(),
                evidence.metrics(),
                evidence.signature(),
                evidence.parity(),
                holder == null
                        ? null
                        : new SeenHolder(holder.version().version(), holder.metrics(), holder.signature()));
    }

    /** What one policy would say. @throws PolicyNotFound if there is none */
    public List<GateResult> dryRun(String policy, VersionRef version, String targetStage) {
        var stage = stages.target(targetStage);
        var named = named(policy);
        return Gates.evaluate(named, collect(facts.version(version), stage.name()));
    }

    /** What would be asked of a version on its way to a stage, and of whom. */
    public Preview preview(VersionRef version, String targetStage) {
        var judgement = judge(facts.version(version), stages.target(targetStage).name());
        return new Preview(judgement.policy(), judgement.gates(), judgement.seats(), judgement.replaces());
    }

    private Policy named(String name) {
        return policies.book()
                .named(name)
                .orElseThrow(() -> new PolicyNotFound(name))
                .policy();
    }

    private Evidence collect(VersionRow candidate, String stage) {
        var ref = candidate.ref();
        return new Evidence(
                ref,
                candidate.source(),
                holders.stageOf(ref.model(), ref.version()),
                candidate.metrics(),
                facts.signature(ref).orElse(null),
                facts.parity(ref),
                holder(ref, stage).orElse(null));
    }

    /** The version itself is nobody to compare with. */
    private Optional<Evidence.Holder> holder(VersionRef candidate, String stage) {
        return holders.holder(candidate.model(), stage)
                .filter(version -> !version.equals(candidate.version()))
                .map(version -> new VersionRef(candidate.model(), version))
                .flatMap(facts::find)
                .map(row -> new Evidence.Holder(
                        row.ref(), row.metrics(), facts.signature(row.ref()).orElse(null)));
    }
}
