package dev.slipway.deployments.internal;

import dev.slipway.deployments.internal.policy.Policy.AliasDrift;
import dev.slipway.deployments.promotion.AliasDrifted;
import dev.slipway.deployments.promotion.PolicyUnreadable;
import dev.slipway.deployments.promotion.Stages.Stage;
import dev.slipway.experiments.ModelNotFound;
import dev.slipway.experiments.ModelRegistry;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.experiments.VersionNotFound;
import dev.slipway.security.Audit;
import dev.slipway.security.TeamId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds aliases that somebody moved outside Slipway: at once where the index saw a move, and by a look at all models each
 * minute. MLflow itself is asked before anything is said or done. Runs as Slipway itself, never inside a transaction.
 */
@Component
class DriftWatch {

    private static final Logger log = LoggerFactory.getLogger(DriftWatch.class);
    private static final Duration WHOLE_LOOK = Duration.ofMinutes(1);
    private static final Duration INDEXED = Duration.ofSeconds(3);

    private final VersionFacts facts;
    private final StageList stages;
    private final Holders holders;
    private final Adoption adoption;
    private final Losses losses;
    private final AliasFindings findings;
    private final PolicyShelf policies;
    private final ModelRegistry registry;
    private final AliasReturn wayBack;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Set<String> suspects = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Instant> nextWholeLook = new AtomicReference<>(Instant.MIN);

    DriftWatch(
            VersionFacts facts,
            StageList stages,
            Holders holders,
            Adoption adoption,
            Losses losses,
            AliasFindings findings,
            PolicyShelf policies,
            ModelRegistry registry,
            AliasReturn wayBack,
            Audit audit,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.facts = facts;
        this.stages = stages;
        this.holders = holders;
        this.adoption = adoption;
        this.losses = losses;
        this.findings = findings;
        this.policies = policies;
        this.registry = registry;
        this.wayBack = wayBack;
        this.audit = audit;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    void suspect(String model) {
        suspects.add(model);
    }

    /** Looks at everything as soon as the index has had time to take in what changed. */
    void lookAtAll() {
        nextWholeLook.set(clock.instant().plus(INDEXED));
    }

    void tick() {
        if (!facts.freshness().mlflowUp()) {
            return;
        }
        if (!nextWholeLook.get().isAfter(clock.instant())) {
            nextWholeLook.set(clock.instant().plus(WHOLE_LOOK));
            facts.all().stream()
                    .collect(Collectors.groupingBy(row -> row.ref().model()))
                    .forEach(this::compareWithIndex);
        }
        for (var model : List.copyOf(suspects)) {
            suspects.remove(model);
            check(model);
        }
    }

    private void compareWithIndex(String model, List<VersionRow> versions) {
        findings.belongTo(model, versions.getFirst().team());
        var aliases = new HashMap<String, VersionRow>();
        versions.forEach(row -> row.aliases().forEach(alias -> aliases.put(alias, row)));
        var differs = stages.mirrored().stream()
                .anyMatch(stage ->
                        !isWhereWePutIt(holders.record(model, stage.name()).orElse(null), aliases.get(stage.alias())));
        if (differs || listsAnother(model, versions)) {
            suspect(model);
        }
    }

    private boolean listsAnother(String model, List<VersionRow> versions) {
        var sources =
                versions.stream().collect(Collectors.toMap(row -> row.ref().version(), VersionRow::source));
        return holders.listed(model).stream().anyMatch(listed -> !listed.is(sources.get(listed.version())));
    }

    private static boolean isWhereWePutIt(Holders.@Nullable Record record, @Nullable VersionRow found) {
        if (record == null || record.version() == null || found == null) {
            return found == null && (record == null || record.version() == null);
        }
        var sameSource = record.source() == null || record.source().equals(found.source());
        return record.version().equals(found.ref().version()) && sameSource;
    }

    private void check(String model) {
        if (holders.isMoving(model)) {
            suspect(model);
            return;
        }
        try {
            var team = facts.team(model);
            losses.settle(model, team);
            adoption.ensure(model, team);
            stages.mirrored().forEach(stage -> check(model, stage, team));
        } catch (ModelNotFound e) {
            log.debug("drift.model-gone model={}", model);
        }
    }

    private void check(String model, Stage stage, @Nullable TeamId team) {
        var record = holders.record(model, stage.name());
        if (record.isEmpty()) {
            return;
        }
        var expected = record.get().version();
        var alias = Objects.requireNonNull(stage.alias());
        var found = registry.aliasHolder(model, alias).orElse(null);
        if (Objects.equals(expected, found)) {
            transaction.executeWithoutResult(status -> findings.close(model, stage.name()));
        } else if (stillStands(model, stage, record.get())) {
            tell(new Drift(model, stage, alias, expected, found, team));
        } else {
            suspect(model);
        }
    }

    /** Whether nothing was moved by Slipway while MLflow was asked. */
    private boolean stillStands(String model, Stage stage, Holders.Record record) {
        return !holders.isMoving(model)
                && holders.record(model, stage.name())
                        .filter(now -> now.id().equals(record.id()))
                        .isPresent();
    }

    private void tell(Drift drift) {
        transaction.executeWithoutResult(status -> {
            var news = findings.open(
                    drift.model(), drift.stage(), drift.expected(), drift.found(), drift.team(), clock.instant());
            if (news) {
                audit.record(drift.seen());
                events.publishEvent(new AliasDrifted(
                        drift.model(), drift.stage().name(), drift.alias(), drift.expected(), drift.found()));
                log.warn(
                        "alias.drifted model={} alias={} expected={} found={}",
                        drift.model(),
                        drift.alias(),
                        drift.expected(),
                        drift.found());
            }
        });
        if (reverts(drift)) {
            revert(drift);
        }
    }

    private boolean reverts(Drift drift) {
        try {
            var policy = policies.governing(drift.stage().name(), drift.model()).policy();
            return policy.aliasDrift() == AliasDrift.REVERT;
        } catch (PolicyUnreadable e) {
            return false;
        }
    }

    private void revert(Drift drift) {
        try {
            wayBack.putBack(drift, "");
        } catch (VersionNotFound e) {
            log.warn(
                    "alias.revert-impossible model={} alias={} version={}",
                    drift.model(),
                    drift.alias(),
                    drift.expected());
        }
    }
}
