package dev.slipway.deployments.promotion;

import dev.slipway.kernel.Problem;

public final class PolicyNotFound extends Problem {

    private static final long serialVersionUID = 1L;

    public PolicyNotFound(String name) {
        super(
                Kind.NOT_FOUND,
                "policy_not_found",
                "There is no policy " + name + ". GET /api/v1/policies lists them all.");
    }
}
