package dev.slipway.deployments.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployments.promotion.PromotionId;
import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.Promotions.PromotionDetails;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.Problem.FieldError;
import dev.slipway.security.Actor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The way back. */
class RollbackTest extends PromotionScene {

    @Test
    void givesTheStageBackToTheHolderBefore() {
        promote(first);
        var id = promote(better);

        var rollback = rollBack(id, INES);
        reconcile();

        assertThat(rollback.row().rollback()).isTrue();
        assertThat(rollback.rollbackOf()).isEqualTo(id);
        assertThat(rollback.row().version()).isEqualTo(first);
        assertThat(rollback.row().state()).isEqualTo(PromotionState.APPROVED);
        assertThat(get(rollback.row().id()).row().state()).isEqualTo(PromotionState.PROMOTED);
        assertThat(get(id).row().state()).isEqualTo(PromotionState.ROLLED_BACK);
        assertThat(get(id).stateReason()).isEqualTo("Ines rolled it back: Too slow");
        assertThat(mlflow.alias(model, "champion")).contains("1");
        assertThat(mlflow.tag(first)).contains("Production");
        assertThat(mlflow.tag(better)).isEmpty();
        assertThat(as(VERA, () -> stages.holders(model, null))).isEqualTo(Map.of("Production", "1"));
        assertThat(auditOf("promotion/" + rollback.row().id()))
                .containsExactly("promotion.rollback_requested", "promotion.promoted");
        assertThat(auditOf("promotion/" + id)).endsWith("promotion.rolled_back");
    }

    @Test
    void takesTheAliasAwayWhenNobodyHeldTheStageBefore() {
        var id = promote(first);

        var rollback = rollBack(id, INES);
        reconcile();

        assertThat(get(rollback.row().id()).row().state()).isEqualTo(PromotionState.PROMOTED);
        assertThat(mlflow.alias(model, "champion")).isEmpty();
        assertThat(mlflow.tag(first)).isEmpty();
        assertThat(as(VERA, () -> stages.holders(model, null))).isEmpty();
        assertThat(request(first).row().state()).isEqualTo(PromotionState.PENDING);
    }

    @Test
    void isNotItselfRolledBackWithoutGatesAndASecondPerson() {
        promote(first);
        var rollback = rollBack(promote(better), INES).row().id();
        reconcile();

        assertThat(refused(IVAN, () -> promotions.rollBack(rollback, "why")).code())
                .isEqualTo("no_way_back");
        assertThat(mlflow.alias(model, "champion")).contains("1");
        assertThat(request(better).row().state()).isEqualTo(PromotionState.PENDING);
    }

    @Test
    void doesNotWaitForARequestOfTheHolderBefore() {
        promote(first);
        var id = promote(better);
        facts.changeMetrics(first, Map.of("roc_auc", 0.93));
        var waiting = request(first).row().id();

        rollBack(id, INES);
        reconcile();

        assertThat(mlflow.alias(model, "champion")).contains("1");
        assertThat(refused(INES, () -> approve(waiting, INES))).hasMessageContaining("holds Production already");
        assertThat(get(waiting).row().state()).isEqualTo(PromotionState.GATES_FAILED);
    }

    @Test
    void isRefusedWhenTheHolderBeforeWasMadeAnew() {
        promote(first);
        var id = promote(better);
        facts.makeAnew(first);

        assertThat(refused(INES, () -> promotions.rollBack(id, "why")).code()).isEqualTo("version_gone");
        assertThat(mlflow.alias(model, "champion")).contains("2");
    }

    @Test
    void asksForAReason() {
        var id = promote(first);

        var problem = refused(INES, () -> promotions.rollBack(id, " "));

        assertThat(problem.fields()).extracting(FieldError::pointer).containsExactly("/reason");
    }

    @Test
    void isRefusedToWhoMayNotApprove() {
        var id = promote(first);

        for (var actor : List.of(VERA, DORA, ADAM, MAUD, OTTO)) {
            assertThat(refused(actor, () -> promotions.rollBack(id, "why")).kind())
                    .as(actor.username())
                    .isEqualTo(Problem.Kind.FORBIDDEN);
        }
    }

    @Test
    void answersAConflictWhenTheAliasWasMovedBehindSlipwaysBack() {
        promote(first);
        var id = promote(better);
        mlflow.moveBehindOurBack(model, "champion", "3");

        var problem = refused(INES, () -> promotions.rollBack(id, "why"));

        assertThat(problem.code()).isEqualTo("alias_moved");
        assertThat(problem).hasMessageContaining("is on v3, but Slipway had put it on v2");
        assertThat(get(id).row().state()).isEqualTo(PromotionState.PROMOTED);
        assertThat(mlflow.alias(model, "champion")).contains("3");
    }

    @Test
    void isRefusedForAPromotionThatAnotherCameAfter() {
        var old = promote(first);
        promote(better);

        assertThat(refused(INES, () -> promotions.rollBack(old, "why")).code()).isEqualTo("not_current");
    }

    @Test
    void isRefusedForAPromotionThatIsNotFinished() {
        var id = request(first).row().id();

        assertThat(refused(INES, () -> promotions.rollBack(id, "why")).code()).isEqualTo("not_promoted");
    }

    @Test
    void isRefusedWhenTheHolderBeforeIsGone() {
        promote(first);
        var id = promote(better);
        mlflow.delete(first);

        assertThat(refused(INES, () -> promotions.rollBack(id, "why")).code()).isEqualTo("version_gone");
    }

    private PromotionDetails rollBack(PromotionId id, Actor actor) {
        return as(actor, () -> promotions.rollBack(id, "Too slow"));
    }
}
