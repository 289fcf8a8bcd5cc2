package dev.slipway.deployments.internal;

import dev.slipway.deployments.internal.Promotion.Subject;
import dev.slipway.deployments.promotion.PromotionConflict;
import dev.slipway.deployments.promotion.PromotionId;
import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.Promotions.Request;
import dev.slipway.deployments.promotion.Stages.Stage;
import dev.slipway.experiments.MlflowUnavailable;
import dev.slipway.experiments.ModelRegistry;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.experiments.VersionRef;
import dev.slipway.security.Actor;
import dev.slipway.security.Audit;
import dev.slipway.security.AuditEvent;
import dev.slipway.security.Permission;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Asking for a move: everything is checked and the gates run before anything is stored. */
@Component
public class Requests {

    private final VersionFacts facts;
    private final StageList stages;
    private final Holders holders;
    private final Adoption adoption;
    private final Losses losses;
    private final Evidences evidences;
    private final ModelRegistry registry;
    private final PromotionRecords records;
    private final Audit audit;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Requests(
            VersionFacts facts,
            StageList stages,
            Holders holders,
            Adoption adoption,
            Losses losses,
            Evidences evidences,
            ModelRegistry registry,
            PromotionRecords records,
            Audit audit,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.facts = facts;
        this.stages = stages;
        this.holders = holders;
        this.adoption = adoption;
        this.losses = losses;
        this.evidences = evidences;
        this.registry = registry;
        this.records = records;
        this.audit = audit;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    public void checkMayRequest(VersionRef version, Actor actor) {
        candidate(version, actor);
    }

    private VersionRow candidate(VersionRef version, Actor actor) {
        var candidate = facts.version(version);
        actor.require(Permission.REQUEST_PROMOTION, candidate.team(), "Model " + version.model());
        return candidate;
    }

    public PromotionId request(Request request, Actor actor) {
        var candidate = candidate(request.version(), actor);
        var stage = stages.target(request.targetStage());
        var reason = Words.required("/reason", request.reason(), "why the version should move");
        refuseIfOpen(candidate.ref(), stage);
        refuseIfThere(candidate.ref(), stage);
        requireInMlflow(candidate.ref(), candidate.source());
        var now = readAnew(candidate, stage.name());
        refuseIfThere(now.ref(), stage);
        return store(now, stage, reason, actor);
    }

    /**
     * What MLflow has now of the version and of the holder it is compared with.
     *
     * @throws PromotionConflict if the version is gone
     */
    VersionRow readAnew(VersionRow candidate, String stage) {
        var version = candidate.ref();
        losses.settle(version.model(), candidate.team());
        adoption.ensure(version.model(), candidate.team());
        var concerned = new HashSet<>(Set.of(version.version()));
        holders.holder(version.model(), stage).ifPresent(concerned::add);
        facts.readAnew(version.model(), concerned);
        return facts.find(version).orElseThrow(() -> versionGone(version));
    }

    private void refuseIfOpen(VersionRef version, Stage stage) {
        jdbc.sql("""
                select id from deployments.promotion
                where model = ? and version = ? and target_stage = ? and state in ('PENDING', 'APPROVED', 'EXECUTING')
                    and rollback_of is null
                """)
                .params(version.model(), version.version(), stage.name())
                .query(String.class)
                .optional()
                .ifPresent(id -> {
                    throw new PromotionConflict(
                            "promotion_open",
                            "A request to move " + version + " to " + stage.name() + " is open already, as promotion "
                                    + id + ". It has to be decided, or withdrawn by the one who asked, first.");
                });
    }

    private void refuseIfThere(VersionRef version, Stage stage) {
        var held = holders.held(version.model()).get(version.version());
        var isThere = held == null ? stage.name().equals(stages.first()) : held.contains(stage.name());
        if (isThere) {
            throw new PromotionConflict(
                    "already_there",
                    version + " is in " + stage.name() + " already. Choose another version or another stage.");
        }
    }

    /**
     * @param source that it has to have, null for any
     * @throws MlflowUnavailable when MLflow does not answer: nothing is promoted on what the index remembers
     */
    void requireInMlflow(VersionRef version, @Nullable String source) {
        requireAnswers();
        if (!registry.has(version, source)) {
            throw versionGone(version);
        }
    }

    static PromotionConflict versionGone(VersionRef version) {
        return new PromotionConflict(
                "version_gone",
                "MLflow has no " + version
                        + " that is ready any more; it was deleted there, or made anew under its number. Choose another"
                        + " version.");
    }

    private void requireAnswers() {
        var state = facts.freshnessOnceAsked();
        switch (state.answering()) {
            case UP -> {}
            case NOT_ASKED ->
                throw new MlflowUnavailable(
                        "Slipway has just started and has not read MLflow yet. Nothing was changed; try again in a few"
                                + " seconds.",
                        null);
            case DOWN -> throw new MlflowUnavailable("Nothing can be promoted now. " + state.problem(), null);
        }
    }

    private PromotionId store(VersionRow candidate, Stage stage, String reason, Actor actor) {
        var judgement = evidences.judge(candidate, stage.name());
        var subject = new Subject(candidate.ref(), candidate.team(), stage, candidate.source());
        var promotion = Promotion.request(subject, reason, judgement, actor, clock.instant());
        try {
            transaction.executeWithoutResult(status -> {
                records.saveAndFlush(promotion);
                audit.record(entry(promotion, judgement));
            });
        } catch (DataIntegrityViolationException e) {
            refuseIfOpen(candidate.ref(), stage);
            throw e;
        }
        return promotion.promotionId();
    }

    private static AuditEvent entry(Promotion promotion, Judgement judgement) {
        var version = promotion.versionRef();
        var failed = promotion.state() == PromotionState.GATES_FAILED;
        return new AuditEvent(
                failed ? "promotion.gates_failed" : "promotion.requested",
                "promotion/" + promotion.promotionId(),
                promotion.team(),
                Map.of(),
                Map.of(
                        "model", version.model(),
                        "version", version.version(),
                        "stage", promotion.stage().name(),
                        "reason", promotion.reason(),
                        "policy", judgement.policy(),
                        "evidence", judgement.digest()));
    }
}
