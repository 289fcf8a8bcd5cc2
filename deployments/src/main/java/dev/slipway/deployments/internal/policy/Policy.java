package dev.slipway.deployments.internal.policy;

import dev.slipway.deployments.promotion.Promotions.Seat;
import java.time.Duration;
import java.util.List;

/**
 * The rules of one target stage.
 *
 * @param models globs of model names
 * @param from stages a version may come from; empty for any
 * @param approvals the seats; at least one
 */
public record Policy(
        String name,
        String stage,
        List<String> models,
        List<String> from,
        List<Gate> gates,
        List<Seat> approvals,
        Duration expiresAfter,
        AliasDrift aliasDrift) {

    public Policy {
        models = List.copyOf(models);
        from = List.copyOf(from);
        gates = List.copyOf(gates);
        approvals = List.copyOf(approvals);
    }

    public boolean governs(String targetStage, String model) {
        return stage.equals(targetStage) && isAbout(model);
    }

    public boolean isAbout(String model) {
        return Globs.match(models, model);
    }

    /** What happens when somebody moves the alias outside Slipway. */
    public enum AliasDrift {
        REPORT,
        REVERT
    }
}
