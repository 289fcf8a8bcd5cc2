package dev.slipway.deployments.internal;

import dev.slipway.deployments.internal.policy.Gates;
import dev.slipway.deployments.promotion.GateResult;
import dev.slipway.deployments.promotion.Promotions.Seat;
import dev.slipway.deployments.promotion.Promotions.Seen;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the policy in force says of a version.
 *
 * @param policy such as {@code production/12}
 * @param replaces the version that holds the stage, null for none
 * @param seen what the gates looked at, null where there were none
 */
record Judgement(
        String policy,
        List<GateResult> gates,
        List<Seat> seats,
        Duration expiresAfter,
        String digest,
        @Nullable String replaces,
        @Nullable Seen seen) {

    boolean passes() {
        return Gates.allPass(gates);
    }

    int passed() {
        return (int) gates.stream().filter(Gates::passes).count();
    }

    /** Names the gates that block, for a state's reason. */
    String blockers() {
        return gates.stream()
                .filter(gate -> !Gates.passes(gate))
                .map(gate -> gate.name() + " (" + gate.explanation() + ")")
                .collect(Collectors.joining("; "));
    }
}
