package dev.slipway.deployments.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.deployments.promotion.GateResult;
import dev.slipway.deployments.promotion.GateVerdict;
import dev.slipway.deployments.promotion.PromotionId;
import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.Promotions.Decision;
import dev.slipway.deployments.promotion.Promotions.Decision.Verdict;
import dev.slipway.deployments.promotion.Promotions.DecisionRow;
import dev.slipway.deployments.promotion.Promotions.Filter;
import dev.slipway.deployments.promotion.Promotions.HistoryRow;
import dev.slipway.deployments.promotion.Promotions.PromotionRow;
import dev.slipway.deployments.promotion.Promotions.Request;
import dev.slipway.deployments.promotion.Promotions.Seat;
import dev.slipway.experiments.Freshness.Answering;
import dev.slipway.experiments.Signature;
import dev.slipway.experiments.Signature.Column;
import dev.slipway.experiments.VersionRef;
import dev.slipway.kernel.PageQuery;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.Problem.FieldError;
import dev.slipway.security.Actor;
import dev.slipway.security.Role;
import dev.slipway.security.Scope;
import dev.slipway.serving.ParityState;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The main job, on PostgreSQL: asking, gates, deciding, moving, going back. */
class PromotionsTest extends PromotionScene {

    @Test
    void storesARequestThatPassesItsGatesAsPending() {
        var promotion = request(first);

        assertThat(promotion.row().state()).isEqualTo(PromotionState.PENDING);
        assertThat(promotion.row().requesterName()).isEqualTo("Dora");
        assertThat(promotion.row().replaces()).isNull();
        assertThat(promotion.policyVersion()).startsWith(model).endsWith("/1");
        assertThat(promotion.required()).containsExactly(new Seat(Role.ML_ENGINEER, 1));
        assertThat(promotion.evidenceDigest()).hasSize(64);
        assertThat(promotion.gates())
                .extracting(GateResult::verdict)
                .containsExactly(GateVerdict.PASS, GateVerdict.SKIPPED, GateVerdict.SKIPPED, GateVerdict.SKIPPED);
        assertThat(promotion.expiresAt()).isAfter(clock.instant().plus(Duration.ofDays(13)));
        assertThat(auditOf("promotion/" + promotion.row().id())).containsExactly("promotion.requested");
    }

    @Test
    void movesTheAliasTheTagAndTheRecordWhenSomebodyElseApproves() {
        var id = request(first).row().id();

        var approved = approve(id, INES);
        reconcile();

        assertThat(approved.row().state()).isEqualTo(PromotionState.APPROVED);
        var promoted = get(id);
        assertThat(promoted.row().state()).isEqualTo(PromotionState.PROMOTED);
        assertThat(promoted.stateReason()).isNull();
        assertThat(promoted.history())
                .extracting(HistoryRow::state)
                .containsExactly(
                        PromotionState.PENDING,
                        PromotionState.APPROVED,
                        PromotionState.EXECUTING,
                        PromotionState.PROMOTED);
        assertThat(promoted.decisions())
                .extracting(DecisionRow::userName, DecisionRow::seat, DecisionRow::comment)
                .containsExactly(tuple("Ines", Role.ML_ENGINEER, "Looks right"));
        assertThat(mlflow.alias(model, "champion")).contains("1");
        assertThat(mlflow.tag(first)).contains("Production");
        assertThat(as(VERA, () -> stages.holders(model, null))).isEqualTo(Map.of("Production", "1"));
        assertThat(auditOf("promotion/" + id))
                .containsExactly("promotion.requested", "promotion.approved", "promotion.promoted");
    }

    @Test
    void takesTheTagFromThePreviousHolderAndRemembersIt() {
        promote(first);
        var before = clock.instant();

        var id = promote(better);

        assertThat(get(id).replaces()).isEqualTo("1");
        assertThat(mlflow.alias(model, "champion")).contains("2");
        assertThat(mlflow.tag(first)).isEmpty();
        assertThat(mlflow.tag(better)).contains("Production");
        assertThat(as(VERA, () -> stages.holders(model, before))).isEqualTo(Map.of("Production", "1"));
        assertThat(as(VERA, () -> stages.holders(model, null))).isEqualTo(Map.of("Production", "2"));
    }

    @Test
    void storesWhatEachFailedGateFound() {
        promote(first);

        var promotion = request(worse);

        assertThat(promotion.row().state()).isEqualTo(PromotionState.GATES_FAILED);
        assertThat(promotion.gates())
                .filteredOn(gate -> gate.verdict() == GateVerdict.FAIL)
                .extracting(GateResult::value, GateResult::limit)
                .containsExactly(tuple("0.7900", "at least 0.8000"), tuple("0.7900 (−0.0900)", "at least 0.8750"));
        assertThat(promotion.stateReason()).contains("roc_auc at least 0.8000");
        assertThat(promotion.row().gatesPassed()).isEqualTo(2);
        assertThat(promotion.row().gates()).isEqualTo(4);
        assertThat(auditOf("promotion/" + promotion.row().id())).containsExactly("promotion.gates_failed");
    }

    @Test
    void failsAVersionThatDropsAColumn() {
        promote(first);
        facts.signature(
                better, new Signature(List.of(new Column("AGEP", "double", true)), FakeFacts.SIGNATURE.outputs()));

        var promotion = request(better);

        assertThat(promotion.gates())
                .filteredOn(gate -> gate.verdict() == GateVerdict.FAIL)
                .extracting(GateResult::value)
                .containsExactly("SCHL dropped");
    }

    @Test
    void failsABadTwinWithItsMeasuredDifference() {
        facts.parity(first, ParityState.FAILED);

        var promotion = request(first);

        assertThat(promotion.row().state()).isEqualTo(PromotionState.GATES_FAILED);
        assertThat(promotion.gates().getLast().measured()).isEqualTo(0.0123);
    }

    @Test
    void letsATwinThatIsNotCheckedYetBlock() {
        facts.parity(first, ParityState.PENDING);

        assertThat(request(first).gates().getLast().verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
        assertThat(request(first).row().state()).isEqualTo(PromotionState.GATES_FAILED);
    }

    @Test
    void refusesTheRequesterAndWhoHasNoSeatInAnyState() {
        var author = actor("alma", "Alma", TEAM, Role.ML_ENGINEER);
        var pending = as(author, () -> promotions.request(new Request(first, "Production", "Mine")));
        var id = pending.row().id();

        assertRefusesAll(id, author);
        approve(id, INES);
        assertRefusesAll(id, author);
        reconcile();
        assertThat(get(id).row().state()).isEqualTo(PromotionState.PROMOTED);
        assertRefusesAll(id, author);
        var failed = as(author, () -> promotions.request(new Request(worse, "Production", "Mine")));
        assertRefusesAll(failed.row().id(), author);
    }

    private void assertRefusesAll(PromotionId id, Actor author) {
        for (var actor : List.of(author, byToken(author), VERA, ADAM, OTTO, MAUD, DORA)) {
            var problem = refused(actor, () -> promotions.decide(id, new Decision(Verdict.APPROVE, "", null)));

            assertThat(problem).as(actor.username()).isNotNull();
            assertThat(problem.kind()).as(actor.username()).isEqualTo(Problem.Kind.FORBIDDEN);
        }
    }

    @Test
    void tellsTheRequesterWhySomebodyElseDecides() {
        var author = actor("alma", "Alma", TEAM, Role.ML_ENGINEER);
        var id = as(author, () -> promotions.request(new Request(first, "Production", "Mine")))
                .row()
                .id();

        var problem = refused(byToken(author), () -> promotions.decide(id, new Decision(Verdict.REJECT, "", null)));

        assertThat(problem.code()).isEqualTo("own_request");
        assertThat(problem).hasMessageContaining("somebody else decides");
        assertThat(get(id).decisions()).isEmpty();
    }

    @Test
    void refusesATokenWithoutTheScope() {
        var readOnly = new Actor(INES.id(), "ines", "Ines", null, EnumSet.of(Scope.READ, Scope.WRITE), INES.roles());
        var id = request(first).row().id();

        var problem = refused(readOnly, () -> promotions.decide(id, new Decision(Verdict.APPROVE, "", null)));

        assertThat(problem.code()).isEqualTo("scope_missing");
    }

    @Test
    void namesTheFieldAndTheFixOfABadRequestAndWritesNothing() {
        assertThat(fields(new Request(first, "Prodution", "why")))
                .extracting(FieldError::pointer, FieldError::message)
                .containsExactly(tuple(
                        "/target_stage",
                        "There is no stage Prodution. Use one of: Development, Staging, Production, Archived."));
        assertThat(fields(new Request(first, "Production", "  ")))
                .extracting(FieldError::pointer)
                .containsExactly("/reason");
        assertThat(fields(new Request(first, "Production", "x".repeat(2001))))
                .extracting(FieldError::pointer)
                .containsExactly("/reason");
        assertThat(stored()).isZero();
    }

    private List<FieldError> fields(Request request) {
        return refused(DORA, () -> promotions.request(request)).fields();
    }

    private long stored() {
        return jdbc.sql("select count(*) from deployments.promotion where model = ?")
                .param(model)
                .query(Long.class)
                .single();
    }

    @Test
    void acceptsAStageInAnyCase() {
        assertThat(request(first, "pRODUCTION").row().targetStage()).isEqualTo("Production");
    }

    @Test
    void refusesAVersionThatIsUnknownDeletedThereAlreadyOrAskedForAlready() {
        assertThat(code(new VersionRef(model, "99"), "Production")).isEqualTo("version_not_found");
        assertThat(code(new VersionRef("nothing", "1"), "Production")).isEqualTo("model_not_found");
        assertThat(code(first, "Development")).isEqualTo("already_there");
        mlflow.delete(worse);
        assertThat(code(worse, "Production")).isEqualTo("version_gone");
        assertThat(stored()).isZero();
        promote(first);
        assertThat(code(first, "Production")).isEqualTo("already_there");
        request(better);
        assertThat(code(better, "Production")).isEqualTo("promotion_open");
    }

    private String code(VersionRef version, String stage) {
        return refused(DORA, () -> promotions.request(new Request(version, stage, "why")))
                .code();
    }

    @Test
    void refusesToPromoteWhileMlflowIsDown() {
        var pending = request(first).row().id();
        facts.mlflow(Answering.DOWN);

        var request = refused(DORA, () -> promotions.request(new Request(better, "Production", "why")));
        var approval = refused(INES, () -> promotions.decide(pending, new Decision(Verdict.APPROVE, "", null)));

        assertThat(List.of(request, approval)).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo("mlflow_unavailable");
            assertThat(problem.kind().status()).isEqualTo(503);
            assertThat(problem).hasMessageContaining("does not answer").hasMessageContaining("connection refused");
        });
        assertThat(get(pending).row().state()).isEqualTo(PromotionState.PENDING);
        assertThat(reject(pending, INES, "Not now").row().state()).isEqualTo(PromotionState.REJECTED);
    }

    @Test
    void judgesByWhatMlflowHasNowNotByWhatTheIndexRemembers() {
        facts.changeUnseen(worse, Map.of("roc_auc", 0.95));
        assertThat(request(worse).row().state()).isEqualTo(PromotionState.PENDING);

        var id = request(better).row().id();
        facts.changeUnseen(better, Map.of("roc_auc", 0.1));
        assertThat(refused(INES, () -> approve(id, INES)).code()).isEqualTo("gates_failed");
        assertThat(get(id).row().state()).isEqualTo(PromotionState.GATES_FAILED);
    }

    @Test
    void doesNotApproveAVersionThatWasMadeAnewSinceItWasAsked() {
        var id = request(better).row().id();
        mlflow.delete(better);
        mlflow.add(better, "models:/m-other");

        assertThat(refused(INES, () -> approve(id, INES)).code()).isEqualTo("version_gone");
        assertThat(mlflow.alias(model, "champion")).isEmpty();
    }

    @Test
    void asksForPatienceUntilMlflowWasReadOnceSinceTheStart() {
        var pending = request(first).row().id();
        facts.mlflow(Answering.NOT_ASKED);

        assertThat(refused(INES, () -> promotions.decide(pending, new Decision(Verdict.APPROVE, "", null))))
                .hasMessageContaining("has just started")
                .hasMessageContaining("Nothing was changed");
        assertThat(get(pending).row().state()).isEqualTo(PromotionState.PENDING);
    }

    @Test
    void keepsTheRequestWithoutATraceWhenMlflowFailsWhileItIsMade() {
        mlflow.unavailable("has", 1);

        assertThat(code(first, "Production")).isEqualTo("mlflow_unavailable");
        assertThat(stored()).isZero();
    }

    @Test
    void asksForAReasonToReject() {
        var id = request(first).row().id();

        var problem = refused(INES, () -> promotions.decide(id, new Decision(Verdict.REJECT, " ", null)));

        assertThat(problem.fields()).extracting(FieldError::pointer).containsExactly("/comment");
        var rejected = reject(id, INES, "The data is from last year");
        assertThat(rejected.row().state()).isEqualTo(PromotionState.REJECTED);
        assertThat(rejected.stateReason()).isEqualTo("Ines rejected it: The data is from last year");
        assertThat(rejected.expiresAt()).isNull();
        assertThat(mlflow.alias(model, "champion")).isEmpty();
    }

    @Test
    void letsOnlyTheRequesterWithdraw() {
        var id = request(first).row().id();

        var problem = refused(INES, () -> promotions.withdraw(id, ""));
        var withdrawn = as(DORA, () -> promotions.withdraw(id, ""));

        assertThat(problem.code()).isEqualTo("not_your_request");
        assertThat(withdrawn.row().state()).isEqualTo(PromotionState.WITHDRAWN);
        assertThat(refused(DORA, () -> promotions.withdraw(id, "")).code()).isEqualTo("not_withdrawable");
        assertThat(request(first).row().state()).isEqualTo(PromotionState.PENDING);
    }

    @Test
    void doesNotApproveWhatTheGatesRefused() {
        var id = request(worse).row().id();

        var problem = refused(INES, () -> promotions.decide(id, new Decision(Verdict.APPROVE, "", null)));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT);
        assertThat(problem).hasMessageContaining("the gates did not pass");
    }

    @Test
    void storesOneOfTwoApprovalsAtTheSameMoment() throws Exception {
        var id = request(first).row().id();

        var outcomes = atOnce(() -> decided(id, INES), () -> decided(id, IVAN));

        assertThat(outcomes).containsOnlyOnce("approved").hasSize(2);
        assertThat(outcomes)
                .anySatisfy(outcome -> assertThat(outcome)
                        .matches("(not_pending|seat_filled): .*: (Ines|Ivan) approved " + first
                                + " for Production, on .*"));
        assertThat(get(id).decisions()).hasSize(1);
        reconcile();
        assertThat(get(id).row().state()).isEqualTo(PromotionState.PROMOTED);
    }

    private String decided(PromotionId id, Actor actor) {
        try {
            approve(id, actor);
            return "approved";
        } catch (Problem problem) {
            return problem.code() + ": " + problem.getMessage();
        }
    }

    private static List<String> atOnce(Callable<String> one, Callable<String> other) throws Exception {
        var barrier = new CyclicBarrier(2);
        try (var executor = Executors.newFixedThreadPool(2)) {
            var futures = Stream.of(one, other)
                    .<Future<String>>map(work -> executor.submit(() -> {
                        barrier.await();
                        return work.call();
                    }))
                    .toList();
            return List.of(futures.getFirst().get(), futures.getLast().get());
        }
    }

    @Test
    void storesOneOfTwoRequestsAtTheSameMoment() throws Exception {
        Callable<String> ask = () -> {
            try {
                return request(first).row().state().name();
            } catch (Problem problem) {
                return problem.code();
            }
        };

        assertThat(atOnce(ask, ask)).containsExactlyInAnyOrder("PENDING", "promotion_open");
    }

    @Test
    void movesOneVersionOfAModelAtATime() {
        promote(first);
        var third = new VersionRef(model, "4");
        facts.add(third, TEAM, Map.of("roc_auc", 0.92));
        var one = request(better).row().id();
        var other = request(third).row().id();
        approve(one, INES);

        var problem = refused(INES, () -> promotions.decide(other, new Decision(Verdict.APPROVE, "", null)));

        assertThat(problem.code()).isEqualTo("move_in_progress");
        assertThat(get(other).row().state()).isEqualTo(PromotionState.PENDING);
    }

    @ParameterizedTest
    @EnumSource
    void stopsAVersionThatIsNotWhatWasAskedFor(Disturbance disturbance) {
        var id = request(first).row().id();
        disturbance.happenTo(this);

        var problem = refused(INES, () -> promotions.decide(id, new Decision(Verdict.APPROVE, "", null)));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT);
        assertThat(problem.code()).isEqualTo(disturbance.code);
        var stopped = get(id);
        assertThat(stopped.row().state()).isEqualTo(PromotionState.GATES_FAILED);
        assertThat(stopped.stateReason()).contains("since it was asked");
        assertThat(mlflow.alias(model, "champion")).isEmpty();
        assertThat(auditOf("promotion/" + id)).containsExactly("promotion.requested", "promotion.gates_failed");
    }

    enum Disturbance {
        DELETED("version_gone"),
        DELETED_BUT_STILL_INDEXED("version_gone"),
        SOURCE_CHANGED("version_gone"),
        METRICS_CHANGED("gates_failed"),
        POLICY_TIGHTENED("gates_failed");

        private final String code;

        Disturbance(String code) {
            this.code = code;
        }

        void happenTo(PromotionsTest scene) {
            switch (this) {
                case DELETED -> scene.facts.delete(scene.first);
                case DELETED_BUT_STILL_INDEXED -> scene.mlflow.delete(scene.first);
                case SOURCE_CHANGED -> scene.facts.changeSource(scene.first);
                case METRICS_CHANGED -> scene.facts.changeMetrics(scene.first, Map.of("roc_auc", 0.7));
                case POLICY_TIGHTENED ->
                    scene.as(Actor.SYSTEM, () -> {
                        scene.savePolicy("precision", "[{role: ml_engineer}]", "report");
                        return true;
                    });
            }
        }
    }

    @Test
    void showsChangedEvidenceBeforeItIsDecidedOn() {
        var asked = request(first);
        facts.changeMetrics(first, Map.of("roc_auc", 0.87));
        var decision = new Decision(Verdict.APPROVE, "", asked.evidenceDigest());

        var problem = refused(INES, () -> promotions.decide(asked.row().id(), decision));

        assertThat(problem.code()).isEqualTo("evidence_changed");
        var refreshed = get(asked.row().id());
        assertThat(refreshed.row().state()).isEqualTo(PromotionState.PENDING);
        assertThat(refreshed.gates().getFirst().value()).isEqualTo("0.8700");
        var again = new Decision(Verdict.APPROVE, "", refreshed.evidenceDigest());
        assertThat(as(INES, () -> promotions.decide(asked.row().id(), again))
                        .row()
                        .state())
                .isEqualTo(PromotionState.APPROVED);
    }

    @Test
    void refusesADecisionOnEvidenceThatNobodyHasSeen() {
        var id = request(first).row().id();

        var problem = refused(INES, () -> promotions.decide(id, new Decision(Verdict.APPROVE, "", "abc")));

        assertThat(problem.code()).isEqualTo("evidence_changed");
    }

    @Test
    void waitsUntilEverySeatIsFilled() {
        as(Actor.SYSTEM, () -> {
            savePolicy("roc_auc", "[{role: ml_engineer, count: 2}, {role: manager}]", "report");
            return true;
        });
        var id = request(first).row().id();

        var afterOne = approve(id, INES);
        var twice = refused(INES, () -> promotions.decide(id, new Decision(Verdict.APPROVE, "", null)));
        approve(id, MAUD);
        var afterAll = approve(id, IVAN);

        assertThat(afterOne.row().state()).isEqualTo(PromotionState.PENDING);
        assertThat(afterOne.row().approvals()).isEqualTo(1);
        assertThat(afterOne.row().approvalsNeeded()).isEqualTo(3);
        assertThat(twice.code()).isEqualTo("decided_by_you");
        assertThat(afterAll.row().state()).isEqualTo(PromotionState.APPROVED);
        assertThat(afterAll.decisions())
                .extracting(DecisionRow::seat)
                .containsExactly(Role.ML_ENGINEER, Role.MANAGER, Role.ML_ENGINEER);
    }

    @Test
    void refusesASeatThatIsFilledWhileOthersAreOpen() {
        as(Actor.SYSTEM, () -> {
            savePolicy("roc_auc", "[{role: ml_engineer}, {role: manager}]", "report");
            return true;
        });
        var id = request(first).row().id();
        approve(id, INES);

        var problem = refused(IVAN, () -> promotions.decide(id, new Decision(Verdict.APPROVE, "", null)));

        assertThat(problem.code()).isEqualTo("seat_filled");
    }

    @Test
    void countsWhatWaitsForEachPerson() {
        var before = List.of(waiting(INES), waiting(MAUD), waiting(DORA), waiting(OTTO));
        request(first);
        request(worse);

        assertThat(List.of(waiting(INES), waiting(MAUD), waiting(DORA), waiting(OTTO)))
                .containsExactly(before.get(0) + 1, before.get(1), before.get(2), before.get(3));
    }

    @Test
    void doesNotWaitForTheRequesterOrWhoHasApproved() {
        as(Actor.SYSTEM, () -> {
            savePolicy("roc_auc", "[{role: ml_engineer, count: 2}]", "report");
            return true;
        });
        var before = waiting(INES);
        var id = as(INES, () -> promotions.request(new Request(first, "Production", "Mine")))
                .row()
                .id();
        assertThat(waiting(INES)).isEqualTo(before);
        assertThat(waitingRows(IVAN)).contains(id);

        approve(id, IVAN);

        assertThat(waitingRows(IVAN)).doesNotContain(id);
    }

    private long waiting(Actor actor) {
        return as(actor, promotions::waitingForMe);
    }

    private List<PromotionId> waitingRows(Actor actor) {
        var filter = new Filter(model, null, Set.of(), true, false);
        return as(actor, () -> promotions.find(filter, PageQuery.first(100))).items().stream()
                .map(PromotionRow::id)
                .toList();
    }

    @Test
    void listsNewestFirstByPageAndFilter() {
        var one = promote(first);
        var two = request(better).row().id();
        var three = request(worse).row().id();

        assertThat(found(new Filter(model, null, Set.of(), false, false), PageQuery.first(10)))
                .containsExactly(three, two, one);
        assertThat(found(new Filter(model, null, Set.of(), false, false), new PageQuery(1, 1)))
                .containsExactly(two);
        assertThat(found(new Filter(model, "3", Set.of(), false, false), PageQuery.first(10)))
                .containsExactly(three);
        assertThat(found(new Filter(model, null, Set.of(PromotionState.PENDING), false, false), PageQuery.first(10)))
                .containsExactly(two);
        assertThat(as(VERA, () -> promotions.find(new Filter(model, null, Set.of(), false, true), PageQuery.first(10)))
                        .total())
                .isZero();
    }

    private List<PromotionId> found(Filter filter, PageQuery page) {
        return as(VERA, () -> promotions.find(filter, page)).items().stream()
                .map(PromotionRow::id)
                .toList();
    }

    @Test
    void hidesOtherTeamsPromotions() {
        var id = request(first).row().id();

        assertThat(refused(OTTO, () -> promotions.get(id)).code()).isEqualTo("not_your_team");
        assertThat(as(OTTO, () -> promotions.find(new Filter(model, null, Set.of(), false, false), PageQuery.first(10)))
                        .total())
                .isZero();
        assertThat(refused(OTTO, () -> promotions.request(new Request(better, "Production", "why")))
                        .code())
                .isEqualTo("not_your_team");
        assertThat(refused(VERA, () -> promotions.get(PromotionId.random())).code())
                .isEqualTo("promotion_not_found");
    }

    @Test
    void followsAModelToAnotherTeam() {
        var id = request(first).row().id();
        facts.moveToTeam(model, OTHER_TEAM);

        as(Actor.SYSTEM, () -> {
            drift.lookAtAll();
            clock.advance(Duration.ofSeconds(5));
            drift.tick();
            return true;
        });

        assertThat(as(OTTO, () -> promotions.get(id)).row().team()).isEqualTo(OTHER_TEAM);
        assertThat(refused(VERA, () -> promotions.get(id)).code()).isEqualTo("not_your_team");
    }

    @Test
    void endsWhatNobodyDecidedInTime() {
        var id = request(first).row().id();
        clock.advance(Duration.ofDays(15));

        as(Actor.SYSTEM, () -> {
            expiry.tick();
            return true;
        });

        assertThat(get(id).row().state()).isEqualTo(PromotionState.EXPIRED);
        assertThat(auditOf("promotion/" + id)).containsExactly("promotion.requested", "promotion.expired");
        var problem = refused(INES, () -> promotions.decide(id, new Decision(Verdict.APPROVE, "", null)));
        assertThat(problem).hasMessageContaining("because nobody decided in time");
    }

    @Test
    void tellsEachPersonWhatCanBeDoneAndWhyNot() {
        var id = request(first).row().id();

        var engineer = as(INES, () -> promotions.options(id));
        var requester = as(DORA, () -> promotions.options(id));
        var manager = as(MAUD, () -> promotions.options(id));

        assertThat(engineer.whyNotDecide()).isNull();
        assertThat(engineer.whyNotWithdraw()).startsWith("Dora asked for this promotion");
        assertThat(engineer.whyNotRollBack()).startsWith("Only a finished promotion can be rolled back: Dora asked");
        assertThat(requester.whyNotWithdraw()).isNull();
        assertThat(requester.whyNotDecide()).startsWith("You asked for this promotion, so somebody else decides.");
        assertThat(manager.whyNotDecide())
                .isEqualTo("The policy asks for an ML engineer to decide, and you are none in this team.");
    }

    @Test
    void tellsAVersionsStoryInSentences() {
        promote(first);
        promote(better);

        var story = as(VERA, () -> stages.history(first));

        assertThat(story)
                .extracting(event -> event.kind(), event -> event.sentence())
                .containsExactly(
                        tuple("registered", first + " was registered from run run-1."),
                        tuple("requested", "Dora asked to move " + first + " to Production: It is better."),
                        tuple("approved", "Ines approved " + first + " for Production: Looks right."),
                        tuple("promoted", "Slipway moved " + first + " to Production."),
                        tuple("replaced", "v2 took the place of " + first + " in Production."));
    }

    @Test
    void tellsWhatHappenedSince() {
        var since = clock.instant();
        promote(first);

        var happenings = as(VERA, () -> promotions.happenings(since, 100));

        assertThat(happenings)
                .filteredOn(happening -> happening.version().equals(first))
                .extracting(happening -> happening.kind())
                .containsExactly("promoted", "approved", "requested");
        assertThat(as(VERA, () -> promotions.happenings(clock.instant(), 100))).isEmpty();
        assertThat(as(OTTO, () -> promotions.happenings(since, 100)))
                .noneMatch(happening -> happening.version().equals(first));
    }

    @Test
    void takesAnArchivedVersionOffItsStages() {
        promote(first);

        var id = request(first, "Archived").row().id();
        approve(id, INES);
        reconcile();

        assertThat(get(id).row().state()).isEqualTo(PromotionState.PROMOTED);
        assertThat(get(id).policyVersion()).isEqualTo("no-policy/0");
        assertThat(mlflow.alias(model, "champion")).isEmpty();
        assertThat(mlflow.tag(first)).contains("Archived");
        assertThat(as(VERA, () -> stages.holders(model, null))).isEqualTo(Map.of("Archived", "1"));
        assertThat(refused(INES, () -> promotions.rollBack(id, "Too early")).code())
                .isEqualTo("no_way_back");
        promote(better);
        assertThat(as(VERA, () -> stages.holders(model, null))).isEqualTo(Map.of("Production", "2", "Archived", "1"));
    }

    @Test
    void keepsTheOtherStageOfAVersionThatHoldsTwo() {
        promote(first);
        var staging = request(first, "Staging").row().id();
        approve(staging, INES);
        reconcile();
        assertThat(mlflow.tag(first)).contains("Production");

        promote(better);

        assertThat(mlflow.tag(first)).contains("Staging");
        assertThat(mlflow.alias(model, "challenger")).contains("1");
    }
}
