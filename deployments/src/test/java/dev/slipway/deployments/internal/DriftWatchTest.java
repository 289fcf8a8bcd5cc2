package dev.slipway.deployments.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.deployments.promotion.GateResult;
import dev.slipway.deployments.promotion.GateVerdict;
import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.Stages.AliasFinding;
import dev.slipway.experiments.Freshness.Answering;
import dev.slipway.kernel.Problem;
import dev.slipway.security.Actor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What happens behind Slipway's back. */
class DriftWatchTest extends PromotionScene {

    @Test
    void adoptsWhoHeldTheAliasBeforeSlipway() {
        mlflow.moveBehindOurBack(model, "champion", "1");

        watch();

        assertThat(as(VERA, () -> stages.holders(model, null))).isEqualTo(Map.of("Production", "1"));
        assertThat(mlflow.tag(first)).contains("Production");
        assertThat(findings(VERA)).isEmpty();
        assertThat(auditOf("version/" + model + "/1")).containsExactly("stage.adopted");
        assertThat(as(VERA, () -> stages.history(first)))
                .extracting(event -> event.kind())
                .containsExactly("registered", "adopted");
    }

    @Test
    void comparesAFirstRequestWithTheHolderFromBeforeSlipway() {
        mlflow.moveBehindOurBack(model, "champion", "2");

        var promotion = request(first);

        assertThat(promotion.replaces()).isEqualTo("2");
        assertThat(promotion.gates())
                .filteredOn(gate -> gate.verdict() == GateVerdict.FAIL)
                .extracting(GateResult::value)
                .containsExactly("0.8800 (−0.0300)");
    }

    @Test
    void reportsAnAliasThatWasMovedWithoutTouchingIt() {
        promote(first);
        mlflow.moveBehindOurBack(model, "champion", "3");

        watch();
        watch();

        assertThat(findings(VERA))
                .extracting(AliasFinding::stage, AliasFinding::alias, AliasFinding::expected, AliasFinding::found)
                .containsExactly(tuple("Production", "champion", "1", "3"));
        assertThat(findings(OTTO)).isEmpty();
        assertThat(mlflow.alias(model, "champion")).contains("3");
        assertThat(auditOf("model/" + model)).containsExactly("alias.drifted");
    }

    @Test
    void reportsAnAliasThatWasTakenAway() {
        promote(first);
        mlflow.moveBehindOurBack(model, "champion", null);

        watch();

        assertThat(findings(VERA))
                .extracting(AliasFinding::found)
                .containsOnlyNulls()
                .hasSize(1);
    }

    @Test
    void forgetsAFindingWhenTheAliasIsBack() {
        promote(first);
        mlflow.moveBehindOurBack(model, "champion", "3");
        watch();
        mlflow.moveBehindOurBack(model, "champion", "1");

        watch();

        assertThat(findings(VERA)).isEmpty();
    }

    @Test
    void movesTheAliasBackWhenThePolicySaysSo() {
        as(Actor.SYSTEM, () -> {
            savePolicy("roc_auc", "[{role: ml_engineer}]", "revert");
            return true;
        });
        promote(first);
        mlflow.moveBehindOurBack(model, "champion", "3");

        watch();

        assertThat(mlflow.alias(model, "champion")).contains("1");
        assertThat(findings(VERA)).isEmpty();
        assertThat(auditOf("model/" + model)).containsExactly("alias.drifted", "alias.reverted");
    }

    @Test
    void givesTheStageToNobodyWhenItsHolderWasDeleted() {
        promote(first);
        var id = promote(better);
        mlflow.delete(better);

        watch();

        assertThat(findings(VERA)).isEmpty();
        assertThat(as(VERA, () -> stages.holders(model, null))).isEmpty();
        assertThat(auditOf("version/" + model + "/2")).containsExactly("stage.lost");
        assertThat(refused(INES, () -> promotions.rollBack(id, "why")).code()).isEqualTo("not_current");
        assertThat(get(promote(first)).row().state()).isEqualTo(PromotionState.PROMOTED);
        assertThat(mlflow.alias(model, "champion")).contains("1");
    }

    @Test
    void doesNotTakeAVersionThatWasMadeAnewForTheOneThatWasApproved() {
        as(Actor.SYSTEM, () -> {
            savePolicy("roc_auc", "[{role: ml_engineer}]", "revert");
            return true;
        });
        promote(first);
        facts.makeAnew(first);
        mlflow.moveBehindOurBack(model, "champion", "1");

        watch();

        assertThat(as(VERA, () -> stages.holders(model, null))).isEmpty();
        assertThat(mlflow.alias(model, "champion")).isEmpty();
    }

    @Test
    void doesNotPutTheAliasOnAVersionThatWasMadeAnew() {
        promote(first);
        facts.makeAnew(first);
        mlflow.moveBehindOurBack(model, "champion", "3");

        var problem = refused(INES, () -> {
            stages.putBack(model, "Production", "A slip");
            return true;
        });

        assertThat(problem.code()).isEqualTo("version_gone");
        assertThat(mlflow.alias(model, "champion")).contains("3");
    }

    @Test
    void leavesAnEntryOfAPutBackThatMlflowDidNotAnswer() {
        promote(first);
        mlflow.moveBehindOurBack(model, "champion", "3");
        mlflow.unavailable("setAlias", 1);

        assertThat(refused(INES, () -> {
                            stages.putBack(model, "Production", "A slip");
                            return true;
                        })
                        .code())
                .isEqualTo("mlflow_unavailable");

        assertThat(auditOf("model/" + model)).endsWith("alias.reverted", "alias.revert_failed");
    }

    @Test
    void doesNotMistakeAMoveOfOursForDrift() {
        promote(first);
        var id = request(better).row().id();
        approve(id, INES);
        mlflow.unavailable("setTag", 1);
        reconcile();
        assertThat(mlflow.alias(model, "champion")).contains("2");

        watch();

        assertThat(findings(VERA)).isEmpty();
        clock.advance(Duration.ofSeconds(2));
        reconcile();
        assertThat(get(id).row().state()).isEqualTo(PromotionState.PROMOTED);
        watch();
        assertThat(findings(VERA)).isEmpty();
    }

    @Test
    void findsWhatNoEventToldByLookingAtAllModels() {
        promote(first);
        mlflow.moveBehindOurBack(model, "champion", "2");
        clock.advance(Duration.ofMinutes(2));

        as(Actor.SYSTEM, () -> {
            drift.tick();
            return true;
        });

        assertThat(findings(VERA)).hasSize(1);
    }

    @Test
    void saysNothingWhileMlflowIsDown() {
        promote(first);
        mlflow.moveBehindOurBack(model, "champion", "3");
        facts.mlflow(Answering.DOWN);

        watch();

        assertThat(findings(VERA)).isEmpty();
    }

    @Test
    void putsTheAliasBackWhenSomebodyWhoMaySaysSo() {
        promote(first);
        mlflow.moveBehindOurBack(model, "champion", "3");
        watch();

        putBack(INES, "production", "It was a mistake in a notebook");

        assertThat(mlflow.alias(model, "champion")).contains("1");
        assertThat(findings(VERA)).isEmpty();
        assertThat(auditOf("model/" + model)).containsExactly("alias.drifted", "alias.reverted");
    }

    @Test
    void takesAnAliasAwayAgainFromAStageThatNobodyHolds() {
        var id = promote(first);
        as(INES, () -> promotions.rollBack(id, "Too early"));
        reconcile();
        mlflow.moveBehindOurBack(model, "champion", "3");
        watch();

        putBack(INES, "Production", "Nobody asked for this");

        assertThat(mlflow.alias(model, "champion")).isEmpty();
    }

    @Test
    void leavesTheAliasToThoseWhoMayRollBack() {
        promote(first);
        mlflow.moveBehindOurBack(model, "champion", "3");

        assertThat(refusedToPutBack(VERA, "Production").kind()).isEqualTo(Problem.Kind.FORBIDDEN);
        assertThat(refusedToPutBack(OTTO, "Production").kind()).isEqualTo(Problem.Kind.FORBIDDEN);

        assertThat(mlflow.alias(model, "champion")).contains("3");
    }

    @Test
    void saysWhyThereIsNothingToPutBack() {
        promote(first);

        assertThat(refusedToPutBack(INES, "Production").code()).isEqualTo("alias_in_place");
        assertThat(refusedToPutBack(INES, "Staging").code()).isEqualTo("nothing_to_put_back");
        assertThat(refusedToPutBack(INES, "Archived").code()).isEqualTo("nothing_to_put_back");
        assertThat(refusedToPutBack(INES, "Nowhere").code()).isEqualTo("stage_not_found");
    }

    @Test
    void cannotPutAnAliasBackOnAVersionThatIsGone() {
        promote(first);
        mlflow.delete(first);

        assertThat(refusedToPutBack(INES, "Production").code()).isEqualTo("version_gone");
    }

    @Test
    void waitsWithPuttingBackForAMoveUnderWay() {
        promote(first);
        approve(request(better).row().id(), INES);

        assertThat(refusedToPutBack(INES, "Production").code()).isEqualTo("move_in_progress");
    }

    @Test
    void tellsWhoMayPutBackWhetherOrNotThereIsAnything() {
        assertThat(refusedToCheck(OTTO, "Nowhere").kind()).isEqualTo(Problem.Kind.FORBIDDEN);
        assertThat(refusedToCheck(INES, "Nowhere").code()).isEqualTo("stage_not_found");
        assertThat(as(INES, () -> checkMayPutBack("Production"))).isTrue();
    }

    private Problem refusedToCheck(Actor actor, String stage) {
        return refused(actor, () -> checkMayPutBack(stage));
    }

    private boolean checkMayPutBack(String stage) {
        stages.checkMayPutBack(model, stage);
        return true;
    }

    private void putBack(Actor actor, String stage, String reason) {
        as(actor, () -> {
            stages.putBack(model, stage, reason);
            return true;
        });
    }

    private Problem refusedToPutBack(Actor actor, String stage) {
        return refused(actor, () -> {
            stages.putBack(model, stage, "Why not");
            return true;
        });
    }

    private List<AliasFinding> findings(Actor actor) {
        return as(actor, stages::findings).stream()
                .filter(finding -> finding.model().equals(model))
                .toList();
    }
}
