package dev.slipway.deployments.internal;

import dev.slipway.deployments.promotion.PromotionConflict;
import dev.slipway.deployments.promotion.StageNotFound;
import dev.slipway.deployments.promotion.Stages.Stage;
import dev.slipway.experiments.ModelRegistry;
import dev.slipway.experiments.VersionNotFound;
import dev.slipway.security.Actor;
import dev.slipway.security.Audit;
import dev.slipway.security.Permission;
import dev.slipway.security.TeamId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The way back of an alias that was moved outside Slipway: to the version that holds its stage. */
@Component
public class AliasReturn {

    private final VersionFacts facts;
    private final StageList stages;
    private final Holders holders;
    private final AliasFindings findings;
    private final ModelRegistry registry;
    private final Mirror mirror;
    private final Audit audit;
    private final TransactionTemplate transaction;

    AliasReturn(
            VersionFacts facts,
            StageList stages,
            Holders holders,
            AliasFindings findings,
            ModelRegistry registry,
            Mirror mirror,
            Audit audit,
            TransactionTemplate transaction) {
        this.facts = facts;
        this.stages = stages;
        this.holders = holders;
        this.findings = findings;
        this.registry = registry;
        this.mirror = mirror;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Because somebody who may says so. MLflow is asked afresh: what a finding told may be over. */
    public void putBack(String model, String stageName, String reason, Actor actor) {
        var team = mayPutBack(model, actor);
        var stage = stage(stageName);
        var words = Words.required("/reason", reason, "why the alias should go back");
        var drift = drift(model, stage, team);
        try {
            putBack(drift, words);
        } catch (VersionNotFound e) {
            throw new PromotionConflict(
                    "version_gone",
                    "MLflow has no version " + drift.expected() + " any more, so " + drift.alias()
                            + " cannot go back to it. Ask for the promotion of a version that is there.");
        }
    }

    public void checkMayPutBack(String model, String stageName, Actor actor) {
        mayPutBack(model, actor);
        stage(stageName);
    }

    private @Nullable TeamId mayPutBack(String model, Actor actor) {
        var team = facts.team(model);
        actor.require(Permission.ROLL_BACK, team, "Model " + model);
        return team;
    }

    private Stage stage(String name) {
        return stages.find(name).orElseThrow(() -> new StageNotFound(name, stages.names()));
    }

    private Drift drift(String model, Stage stage, @Nullable TeamId team) {
        var alias = stage.alias();
        var record = alias == null ? null : holders.record(model, stage.name()).orElse(null);
        if (alias == null || record == null) {
            throw new PromotionConflict(
                    "nothing_to_put_back", "Slipway put no alias for " + stage.name() + " of this model anywhere.");
        }
        if (holders.isMoving(model)) {
            throw new PromotionConflict(
                    "move_in_progress", "A version of this model is just being moved. Look again in a moment.");
        }
        var found = registry.aliasHolder(model, alias).orElse(null);
        if (Objects.equals(found, record.version())) {
            transaction.executeWithoutResult(status -> findings.close(model, stage.name()));
            throw new PromotionConflict(
                    "alias_in_place", "The alias " + alias + " is where Slipway put it; there is nothing to put back.");
        }
        return new Drift(model, stage, alias, record.version(), found, team);
    }

    /** @param reason empty when a policy says so @throws VersionNotFound if MLflow has lost the version that holds the stage */
    void putBack(Drift drift, String reason) {
        mirror.point(drift.model(), drift.alias(), drift.expected());
        transaction.executeWithoutResult(status -> {
            findings.close(drift.model(), drift.stage().name());
            audit.record(drift.putBack(reason));
        });
        registry.reindex(drift.model());
    }
}
