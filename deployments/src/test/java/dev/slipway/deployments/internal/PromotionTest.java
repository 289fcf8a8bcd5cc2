package dev.slipway.deployments.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.deployments.internal.Promotion.Subject;
import dev.slipway.deployments.promotion.GateResult;
import dev.slipway.deployments.promotion.GateVerdict;
import dev.slipway.deployments.promotion.IllegalTransition;
import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.Promotions.Seat;
import dev.slipway.deployments.promotion.Stages.Stage;
import dev.slipway.experiments.VersionRef;
import dev.slipway.security.Actor;
import dev.slipway.security.Role;
import dev.slipway.security.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The lifecycle, walked over all pairs of states. */
class PromotionTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Actor DORA = PromotionScene.DORA;
    private static final Actor INES = PromotionScene.INES;
    private static final String DIGEST = "d".repeat(64);

    static Stream<Arguments> pairs() {
        return Arrays.stream(PromotionState.values())
                .flatMap(from -> Arrays.stream(PromotionState.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void goesOnlyWhereTheTableSays(PromotionState from, PromotionState to) {
        var promotion = in(from);
        var step = into(to);

        if (from.mayBecome(to)) {
            step.accept(promotion);
            assertThat(promotion.state()).isEqualTo(to);
            assertThat(promotion.lastEntry().state()).isEqualTo(to);
        } else {
            assertThatThrownBy(() -> step.accept(promotion)).isInstanceOf(IllegalTransition.class);
            assertThat(promotion.state()).isEqualTo(from);
        }
    }

    /** The named method that leads to a state; nothing leads back to PENDING. */
    private static Consumer<Promotion> into(PromotionState state) {
        return switch (state) {
            case PENDING ->
                promotion -> {
                    throw new IllegalTransition(promotion.state(), PromotionState.PENDING);
                };
            case APPROVED -> promotion -> promotion.approve(INES, Role.ML_ENGINEER, "", NOW);
            case EXECUTING -> promotion -> promotion.begin(NOW);
            case PROMOTED -> promotion -> promotion.complete(NOW);
            case GATES_FAILED -> promotion -> promotion.stop("gone", Actor.SYSTEM, NOW);
            case REJECTED -> promotion -> promotion.reject(INES, Role.ML_ENGINEER, "no", NOW);
            case WITHDRAWN -> promotion -> promotion.withdraw(DORA, "", NOW);
            case EXPIRED -> promotion -> promotion.expire(NOW);
            case FAILED -> promotion -> promotion.fail("conflict", NOW);
            case ROLLED_BACK -> promotion -> promotion.undone("Ines", "slow", NOW);
        };
    }

    private static Promotion in(PromotionState state) {
        var promotion = pending();
        path(state).forEach(step -> into(step).accept(promotion));
        assertThat(promotion.state()).isEqualTo(state);
        return promotion;
    }

    private static List<PromotionState> path(PromotionState state) {
        return switch (state) {
            case PENDING -> List.of();
            case APPROVED, GATES_FAILED, REJECTED, WITHDRAWN, EXPIRED -> List.of(state);
            case EXECUTING -> List.of(PromotionState.APPROVED, PromotionState.EXECUTING);
            case PROMOTED, FAILED -> List.of(PromotionState.APPROVED, PromotionState.EXECUTING, state);
            case ROLLED_BACK ->
                List.of(PromotionState.APPROVED, PromotionState.EXECUTING, PromotionState.PROMOTED, state);
        };
    }

    @Test
    void voidsApprovalsWhenTheEvidenceChanges() {
        var promotion = Promotion.request(subject(), "why", judgement(DIGEST, 2, GateVerdict.PASS), DORA, NOW);
        promotion.approve(INES, Role.ML_ENGINEER, "", NOW);
        assertThat(promotion.wasDecidedBy(INES.id())).isTrue();

        promotion.judgeAnew(judgement("e".repeat(64), 2, GateVerdict.PASS), Actor.SYSTEM, NOW);

        assertThat(promotion.state()).isEqualTo(PromotionState.PENDING);
        assertThat(promotion.wasDecidedBy(INES.id())).isFalse();
        assertThat(promotion.openSeats()).containsExactly(Role.ML_ENGINEER);
    }

    @Test
    void stopsWhenTheGatesDoNotPassAnyMore() {
        var promotion = pending();

        promotion.judgeAnew(judgement("e".repeat(64), 1, GateVerdict.INCONCLUSIVE), Actor.SYSTEM, NOW);

        assertThat(promotion.state()).isEqualTo(PromotionState.GATES_FAILED);
    }

    private static Promotion pending() {
        return Promotion.request(subject(), "why", judgement(DIGEST, 1, GateVerdict.PASS), DORA, NOW);
    }

    private static Subject subject() {
        return new Subject(
                new VersionRef("employment", "3"), TeamId.random(), new Stage("Production", "champion"), "models:/m-1");
    }

    private static Judgement judgement(String digest, int seats, GateVerdict verdict) {
        var gate = new GateResult("auc at least 0.8000", "0.9000", "at least 0.8000", verdict, 0.9, 0.8, "It is.");
        return new Judgement(
                "production/1",
                List.of(gate),
                List.of(new Seat(Role.ML_ENGINEER, seats)),
                Duration.ofDays(1),
                digest,
                null,
                null);
    }
}
