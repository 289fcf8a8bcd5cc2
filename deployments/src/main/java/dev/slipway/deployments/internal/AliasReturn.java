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
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The way back of an alias that was moved outside Slipway: to the version that holds its stage. */
@Component
public class AliasReturn {

    private final VersionFacts facts;
    private final StageList stages;
    private final Holders holders;
    private final Losses losses;
    private final AliasFindings findings;
    private final ModelRegistry registry;
    private final Mirror mirror;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final ReentrantLock turn = new ReentrantLock();

    AliasReturn(
            VersionFacts facts,
            StageList stages,
            Holders holders,
            Losses losses,
            AliasFindings findings,
            ModelRegistry registry,
            Mirror mirror,
            Audit audit,
            TransactionTemplate transaction) {
        this.facts = facts;
        this.stages = stages;
        this.holders = holders;
        this.losses = losses;
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
        // One after the other: the second finds the alias where the first has put it.
        turn.lock();
        try {
            if (losses.settle(model, team)) {
                throw gone(stageName);
            }
            putBack(drift(model, stage, team), words);
        } catch (VersionNotFound e) {
            throw gone(stageName);
        } finally {
            turn.unlock();
        }
    }

    private static PromotionConflict gone(String stage) {
        return new PromotionConflict(
                "version_gone",
                "MLflow has not got the version any more that held " + stage
                        + ", so the alias cannot go back to it. Ask for the promotion of a version that is there.");
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

    /**
     * Written to the audit log before it is done, so that no change is without its entry, and as failed when MLflow did not
     * take it.
     *
     * @param reason empty when a policy says so
     * @throws VersionNotFound if MLflow has lost the version that holds the stage
     */
    void putBack(Drift drift, String reason) {
        transaction.executeWithoutResult(status -> audit.record(drift.putBack(reason)));
        try {
            mirror.point(drift.model(), drift.alias(), drift.expected());
        } catch (RuntimeException e) {
            transaction.executeWithoutResult(status -> audit.record(drift.notPutBack(String.valueOf(e.getMessage()))));
            throw e;
        }
        transaction.executeWithoutResult(
                status -> findings.close(drift.model(), drift.stage().name()));
        registry.reindex(drift.model());
    }
}
