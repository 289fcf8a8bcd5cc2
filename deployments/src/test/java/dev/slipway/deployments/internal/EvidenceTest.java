package dev.slipway.deployments.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployments.internal.policy.EvidenceDigest;
import dev.slipway.deployments.promotion.PromotionId;
import dev.slipway.deployments.promotion.Promotions.DecisionRow;
import dev.slipway.deployments.promotion.Promotions.PromotionEvidence;
import dev.slipway.deployments.promotion.Promotions.Request;
import dev.slipway.experiments.VersionRef;
import dev.slipway.security.Actor;
import dev.slipway.security.Scope;
import dev.slipway.serving.ParityState;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a promotion was judged on, as it was then, and who may act at all. */
class EvidenceTest extends PromotionScene {

    @Test
    void keepsWhatTheGatesSaw() {
        promote(first);
        var id = request(better).row().id();

        var seen = Objects.requireNonNull(evidence(id, VERA).seen());

        assertThat(seen.metrics()).containsEntry("roc_auc", 0.91);
        assertThat(seen.stage()).isEqualTo("Development");
        assertThat(seen.parity().state()).isEqualTo(ParityState.ABSENT);
        var holder = Objects.requireNonNull(seen.holder());
        assertThat(holder.version()).isEqualTo("1");
        assertThat(holder.metrics()).containsEntry("roc_auc", 0.88);
    }

    @Test
    void tellsThemAsTheyWereWhenTheyAreOthersSince() {
        var id = request(first).row().id();
        facts.add(first, TEAM, Map.of("roc_auc", 0.99, "accuracy", 0.9));
        as(INES, () -> done(() -> savePolicy("accuracy", "[{role: ml_engineer, count: 1}]", "report")));

        var evidence = evidence(id, VERA);

        assertThat(Objects.requireNonNull(evidence.seen()).metrics()).containsEntry("roc_auc", 0.88);
        assertThat(evidence.policy()).contains("metric: roc_auc");
    }

    @Test
    void carriesTheTextWhoseHashIsTheDigestAndWhatWasDecidedOnIt() {
        var id = promote(first);

        var evidence = evidence(id, VERA);

        assertThat(EvidenceDigest.sha256(evidence.digested()))
                .isEqualTo(evidence.promotion().evidenceDigest());
        assertThat(evidence.promotion().decisions())
                .extracting(DecisionRow::evidenceDigest)
                .containsExactly(evidence.promotion().evidenceDigest());
    }

    @Test
    void tellsOfARollbackThatNoGateJudgedIt() {
        promote(first);
        var id = promote(better);
        var back = as(INES, () -> promotions.rollBack(id, "It answers slowly"))
                .row()
                .id();

        var evidence = evidence(back, VERA);

        assertThat(evidence.seen()).isNull();
        assertThat(evidence.policy()).isNull();
        assertThat(EvidenceDigest.sha256(evidence.digested()))
                .isEqualTo(evidence.promotion().evidenceDigest());
    }

    @Test
    void isKeptFromOtherTeams() {
        var id = request(first).row().id();

        assertThat(refused(OTTO, () -> promotions.evidence(id)).kind().status()).isEqualTo(403);
    }

    @Test
    void refusesWhoMayNotActInAnyState() {
        var pending = request(better).row().id();
        var promoted = promote(first);

        for (var id : Set.of(pending, promoted)) {
            assertThat(code(DORA, () -> promotions.checkMayDecide(id))).isEqualTo("permission_missing");
            assertThat(code(VERA, () -> promotions.checkMayDecide(id))).isEqualTo("permission_missing");
            assertThat(code(ADAM, () -> promotions.checkMayDecide(id))).isEqualTo("permission_missing");
            assertThat(code(MAUD, () -> promotions.checkMayDecide(id))).isEqualTo("no_seat");
            assertThat(code(OTTO, () -> promotions.checkMayDecide(id))).isEqualTo("not_your_team");
            assertThat(code(INES, () -> promotions.checkMayWithdraw(id))).isEqualTo("not_your_request");
            assertThat(code(OTTO, () -> promotions.checkMayWithdraw(id))).isEqualTo("not_your_team");
            assertThat(code(DORA, () -> promotions.checkMayRollBack(id))).isEqualTo("permission_missing");
            assertThat(code(OTTO, () -> promotions.checkMayRollBack(id))).isEqualTo("not_your_team");
            as(INES, () -> done(() -> promotions.checkMayDecide(id)));
            as(DORA, () -> done(() -> promotions.checkMayWithdraw(id)));
            as(INES, () -> done(() -> promotions.checkMayRollBack(id)));
        }
    }

    @Test
    void refusesTheRequesterWhoHoldsTheRightAlsoByAnotherToken() {
        var id = as(INES, () -> promotions.request(new Request(first, "Production", "Mine")))
                .row()
                .id();

        assertThat(code(INES, () -> promotions.checkMayDecide(id))).isEqualTo("own_request");
        assertThat(code(byToken(INES), () -> promotions.checkMayDecide(id))).isEqualTo("own_request");
    }

    @Test
    void refusesWhoMayNotAskBeforeAnythingElseIsLookedAt() {
        assertThat(code(OTTO, () -> promotions.checkMayRequest(first))).isEqualTo("not_your_team");
        assertThat(code(DORA, () -> promotions.checkMayRequest(new VersionRef(model, "77"))))
                .isEqualTo("version_not_found");
    }

    @Test
    void storesNothingForATokenThatCouldNotReadTheAnswer() {
        var id = request(first).row().id();
        var blind = new Actor(INES.id(), "ines", "Ines", null, Set.of(Scope.APPROVE), INES.roles());

        assertThat(refused(blind, () -> reject(id, blind, "No")).code()).isEqualTo("scope_missing");
        assertThat(get(id).decisions()).isEmpty();
    }

    private PromotionEvidence evidence(PromotionId id, Actor reader) {
        return as(reader, () -> promotions.evidence(id));
    }

    private String code(Actor actor, Runnable check) {
        return refused(actor, () -> done(check)).code();
    }

    private static boolean done(Runnable check) {
        check.run();
        return true;
    }
}
