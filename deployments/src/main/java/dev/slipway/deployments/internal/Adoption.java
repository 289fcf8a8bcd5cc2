package dev.slipway.deployments.internal;

import dev.slipway.deployments.internal.Holders.Held;
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
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes over a registry that was in use before Slipway: who has the alias of a stage is its first holder. */
@Component
class Adoption {

    private static final Logger log = LoggerFactory.getLogger(Adoption.class);

    private final VersionFacts facts;
    private final StageList stages;
    private final Holders holders;
    private final ModelRegistry registry;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Adoption(
            VersionFacts facts,
            StageList stages,
            Holders holders,
            ModelRegistry registry,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.facts = facts;
        this.stages = stages;
        this.holders = holders;
        this.registry = registry;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Asks MLflow for each stage that Slipway knows nothing of: not inside a transaction. */
    void ensure(String model, @Nullable TeamId team) {
        stages.mirrored().stream()
                .filter(stage -> holders.record(model, stage.name()).isEmpty())
                .forEach(stage -> registry.aliasHolder(model, Objects.requireNonNull(stage.alias()))
                        .ifPresent(version -> adopt(new VersionRef(model, version), stage, team)));
    }

    private void adopt(VersionRef version, Stage stage, @Nullable TeamId team) {
        if (holders.isMoving(version.model())) {
            return;
        }
        registry.setTag(version, Mirror.TAG, leading(version, stage));
        try {
            transaction.executeWithoutResult(status -> store(version, stage, team));
            log.info("stage.adopted version=\"{}\" stage={}", version, stage.name());
        } catch (DuplicateKeyException e) {
            log.debug("stage.adopted-elsewhere version=\"{}\" stage={}", version, stage.name());
        }
    }

    private String leading(VersionRef version, Stage stage) {
        var held = holders.held(version.model()).getOrDefault(version.version(), Set.of());
        return stages.leading(
                        Stream.concat(held.stream(), Stream.of(stage.name())).toList())
                .orElse(stage.name());
    }

    private void store(VersionRef version, Stage stage, @Nullable TeamId team) {
        if (holders.isMoving(version.model())
                || holders.record(version.model(), stage.name()).isPresent()) {
            return;
        }
        var held = new Held(
                version.version(), facts.find(version).map(VersionRow::source).orElse(null));
        holders.adopt(version.model(), stage.name(), held, clock.instant());
        audit.recordAs(
                Actor.SYSTEM,
                new AuditEvent(
                        "stage.adopted",
                        "version/" + version.model() + "/" + version.version(),
                        team,
                        Map.of(),
                        Map.of("stage", stage.name(), "alias", String.valueOf(stage.alias()))));
    }
}
