package dev.slipway.deployments.promotion;

import dev.slipway.kernel.Problem;
import java.util.List;

/** A policy in force cannot be read, so that nobody knows what it asks: nothing is judged until it can. */
public final class PolicyUnreadable extends Problem {

    private static final long serialVersionUID = 1L;

    public PolicyUnreadable(String name, int version, InvalidPolicy reason) {
        super(
                Kind.CONFLICT,
                "policy_unreadable",
                "The policy " + name + "/" + version + " cannot be read, so no move can be judged: "
                        + reason.getMessage() + " Put it right under Policies.",
                List.of(),
                reason);
    }
}
