package dev.slipway.deployments.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.deployments.promotion.PromotionId;
import dev.slipway.deployments.promotion.PromotionState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fails, the alias, the tags and the record end up saying the same. */
class ReconcilerTest extends PromotionScene {

    @ParameterizedTest
    @EnumSource
    void completesAfterADeathAtAnyStep(Step step) {
        promote(first);
        var id = approved();

        assertThatThrownBy(() -> reconcile(dyingAfter(step))).isInstanceOf(Died.class);
        reconcile();
        clock.advance(Lease.LENGTH);
        reconcile();

        assertPromoted(id);
    }

    @ParameterizedTest
    @EnumSource
    void rollsBackAfterADeathAtAnyStep(Step step) {
        promote(first);
        var id = promote(better);
        var rollback = as(INES, () -> promotions.rollBack(id, "Too slow")).row().id();

        assertThatThrownBy(() -> reconcile(dyingAfter(step))).isInstanceOf(Died.class);
        clock.advance(Lease.LENGTH);
        reconcile();

        assertThat(get(rollback).row().state()).isEqualTo(PromotionState.PROMOTED);
        assertThat(mlflow.alias(model, "champion")).contains("1");
        assertThat(as(VERA, () -> stages.holders(model, null))).isEqualTo(Map.of("Production", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"has", "aliasHolder", "setAlias", "setTag", "deleteTag"})
    void goesOnByItselfWhenMlflowDoesNotAnswerHalfWay(String call) {
        promote(first);
        var id = approved();
        mlflow.unavailable(call, 3);

        reconcile();
        var waiting = get(id);
        clock.advance(Duration.ofSeconds(1));
        reconcile();
        clock.advance(Duration.ofSeconds(2));
        reconcile();
        var stillWaiting = get(id);
        clock.advance(Duration.ofSeconds(4));
        reconcile();

        assertThat(waiting.row().state()).isEqualTo(PromotionState.EXECUTING);
        assertThat(waiting.stateReason())
                .startsWith("MLflow does not answer since ")
                .endsWith("; tried 1 time; goes on by itself.");
        assertThat(stillWaiting.stateReason()).contains("tried 3 times");
        assertPromoted(id);
    }

    @Test
    void doesNotAskMlflowAgainBeforeItsTime() {
        var id = approved(first);
        mlflow.unavailable("setAlias", 1);
        reconcile();
        mlflow.forgetCalls();

        reconcile();

        assertThat(mlflow.calls()).isEmpty();
        assertThat(get(id).row().state()).isEqualTo(PromotionState.EXECUTING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"setAlias", "setTag"})
    void putsEverythingBackWhenTheVersionIsGoneHalfWay(String call) {
        promote(first);
        var id = approved();
        mlflow.missing(call);

        reconcile();

        assertFailedAsBefore(id);
    }

    @Test
    void putsEverythingBackAlsoWhenMlflowIsSilentMeanwhile() {
        promote(first);
        var id = approved();
        mlflow.missing("setTag");
        mlflow.unavailable("setAlias", 1);
        mlflow.unavailable("setAlias", 1);

        for (var round = 0; round < 5; round++) {
            reconcile();
            clock.advance(Duration.ofSeconds(30));
        }

        assertFailedAsBefore(id);
    }

    private void assertFailedAsBefore(PromotionId id) {
        var failed = get(id);
        assertThat(failed.row().state()).isEqualTo(PromotionState.FAILED);
        assertThat(failed.stateReason()).endsWith("MLflow is as it was before.");
        assertThat(mlflow.alias(model, "champion")).contains("1");
        assertThat(mlflow.tag(first)).contains("Production");
        assertThat(mlflow.tag(better)).isEmpty();
        assertThat(as(VERA, () -> stages.holders(model, null))).isEqualTo(Map.of("Production", "1"));
        assertThat(auditOf("promotion/" + id)).endsWith("promotion.failed");
        assertThat(request(better).row().state()).isEqualTo(PromotionState.PENDING);
    }

    @Test
    void failsAVersionThatWasDeletedAfterTheApproval() {
        promote(first);
        var id = approved();
        mlflow.delete(better);

        reconcile();

        assertThat(get(id).row().state()).isEqualTo(PromotionState.FAILED);
        assertThat(get(id).stateReason()).contains("There is no " + better);
        assertThat(mlflow.alias(model, "champion")).contains("1");
    }

    @Test
    void leavesAnAliasAloneThatSomebodyMovedBehindItsBack() {
        promote(first);
        var id = approved();
        mlflow.moveBehindOurBack(model, "champion", "3");

        reconcile();

        assertThat(get(id).row().state()).isEqualTo(PromotionState.FAILED);
        assertThat(get(id).stateReason()).contains("somebody moved it outside Slipway");
        assertThat(mlflow.alias(model, "champion")).contains("3");
    }

    @Test
    void acceptsAnAliasThatIsAtItsTargetAlready() {
        promote(first);
        var id = approved();
        mlflow.moveBehindOurBack(model, "champion", "2");

        reconcile();

        assertPromoted(id);
    }

    @Test
    void doesNotMoveTheAliasToAVersionThatWasMadeAnewSinceItWasApproved() {
        promote(first);
        var id = approved();
        facts.makeAnew(better);

        reconcile();

        assertThat(get(id).row().state()).isEqualTo(PromotionState.FAILED);
        assertThat(mlflow.alias(model, "champion")).contains("1");
    }

    @Test
    void putsTheAliasBackWhenTheNewHolderIsDeletedHalfWay() {
        promote(first);
        var id = approved();
        assertThatThrownBy(() -> reconcile(dyingAfter(Step.ALIAS_SET))).isInstanceOf(Died.class);
        mlflow.delete(better);
        clock.advance(Duration.ofMinutes(5));

        reconcile();

        assertThat(get(id).row().state()).isEqualTo(PromotionState.FAILED);
        assertThat(mlflow.alias(model, "champion")).contains("1");
    }

    @Test
    void takesTheStageOfAHolderThatWasDeletedMeanwhile() {
        promote(first);
        var id = approved();
        mlflow.delete(first);

        reconcile();

        assertThat(get(id).row().state()).isEqualTo(PromotionState.PROMOTED);
        assertThat(mlflow.alias(model, "champion")).contains("2");
    }

    @Test
    void doesNotMindAFormerHolderThatIsGone() {
        promote(first);
        var staging = request(first, "Staging").row().id();
        approve(staging, INES);
        reconcile();
        var id = approved();
        mlflow.missing("setTag");
        facts.delete(first);
        mlflow.moveBehindOurBack(model, "champion", "1");

        reconcile();

        assertThat(get(id).row().state()).isEqualTo(PromotionState.PROMOTED);
    }

    @Test
    void hasOneOutcomeWhenSeveralPortalsWork() throws Exception {
        promote(first);
        var id = approved();

        try (var executor = Executors.newFixedThreadPool(4)) {
            var all = Stream.generate(() -> executor.submit(() -> reconcile(reconciler(new Failpoint("", () -> {})))))
                    .limit(4)
                    .toList();
            for (var one : all) {
                one.get();
            }
        }

        assertPromoted(id);
        assertThat(mlflow.calls()).containsOnlyOnce("setAlias " + better);
    }

    @Test
    void doesNotStoreWhatAnotherPortalHasFinished() {
        promote(first);
        var id = approved();
        assertThatThrownBy(() -> reconcile(dyingAfter(Step.ALIAS_SET))).isInstanceOf(Died.class);
        var slow = records.findById(id.value()).orElseThrow().rowVersion();
        clock.advance(Lease.LENGTH);
        reconcile();

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> records.get(id, slow)))
                .isInstanceOf(org.springframework.dao.OptimisticLockingFailureException.class);
    }

    @Test
    void waitsLongerAfterEachFailureButNotForEver() {
        assertThat(List.of(1, 2, 3, 4, 5, 6, 50).stream().map(Reconciler::wait))
                .containsExactly(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(16),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30));
    }

    private PromotionId approved() {
        return approved(better);
    }

    private PromotionId approved(dev.slipway.experiments.VersionRef version) {
        var id = request(version).row().id();
        approve(id, INES);
        return id;
    }

    private void assertPromoted(PromotionId id) {
        assertThat(get(id).row().state()).isEqualTo(PromotionState.PROMOTED);
        assertThat(get(id).stateReason()).isNull();
        assertThat(mlflow.alias(model, "champion")).contains("2");
        assertThat(mlflow.tag(better)).contains("Production");
        assertThat(mlflow.tag(first)).isEmpty();
        assertThat(as(VERA, () -> stages.holders(model, null))).isEqualTo(Map.of("Production", "2"));
        assertThat(auditOf("promotion/" + id)).containsOnlyOnce("promotion.promoted");
    }
}
