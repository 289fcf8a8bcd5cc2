package dev.slipway.deployments.internal;

import dev.slipway.deployments.internal.Holders.Listed;
import dev.slipway.deployments.internal.Holders.Record;
import dev.slipway.deployments.promotion.Stages.Stage;
import dev.slipway.experiments.ModelRegistry;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.experiments.VersionRef;
import dev.slipway.security.Actor;
import dev.slipway.security.Audit;
import dev.slipway.security.AuditEvent;
import dev.slipway.security.TeamId;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A version that was deleted in MLflow holds nothing any more, whatever gets its number after it: nobody approved that one.
 * Asks MLflow: not inside a transaction.
 */
@Component
class Losses {

    private static final Logger log = LoggerFactory.getLogger(Losses.class);

    private final VersionFacts facts;
    private final Holders holders;
    private final StageList stages;
    private final ModelRegistry registry;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Losses(
            VersionFacts facts,
            Holders holders,
            StageList stages,
            ModelRegistry registry,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.facts = facts;
        this.holders = holders;
        this.stages = stages;
        this.registry = registry;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Nobody holds a stage of the model afterwards whose holder is gone.
     *
     * @return whether one was that has an alias
     */
    boolean settle(String model, @Nullable TeamId team) {
        var lost = false;
        for (var stage : stages.mirrored()) {
            var gone = holders.record(model, stage.name()).filter(record -> isLost(model, record));
            gone.ifPresent(record -> vacate(model, stage, record, team));
            lost |= gone.isPresent();
        }
        holders.listed(model).stream()
                .filter(listed -> isLost(model, listed))
                .forEach(listed -> leave(model, listed, team));
        return lost;
    }

    private boolean isLost(String model, Record record) {
        return record.version() != null
                && !holders.isMoving(model)
                && !registry.has(new VersionRef(model, record.version()), record.source());
    }

    /** MLflow is asked only of those that the index does not have so. */
    private boolean isLost(String model, Listed listed) {
        var version = new VersionRef(model, listed.version());
        return !listed.is(facts.find(version).map(VersionRow::source).orElse(null))
                && !holders.isMoving(model)
                && !registry.has(version, listed.source());
    }

    private void leave(String model, Listed lost, @Nullable TeamId team) {
        transaction.executeWithoutResult(status -> {
            if (holders.leave(lost, clock.instant())) {
                tell(model, lost.version(), lost.stage(), team);
            }
        });
    }

    private void vacate(String model, Stage stage, Record lost, @Nullable TeamId team) {
        transaction.executeWithoutResult(status -> {
            if (holders.record(model, stage.name()).filter(lost::equals).isEmpty()) {
                return;
            }
            holders.vacated(model, stage.name(), null, clock.instant());
            tell(model, String.valueOf(lost.version()), stage.name(), team);
        });
    }

    private void tell(String model, String version, String stage, @Nullable TeamId team) {
        audit.recordAs(
                Actor.SYSTEM,
                new AuditEvent(
                        "stage.lost",
                        "version/" + model + "/" + version,
                        team,
                        Map.of("stage", stage, "version", version),
                        Map.of("stage", stage, "reason", "deleted in MLflow")));
        log.warn("stage.lost model={} version={} stage={}", model, version, stage);
    }
}
