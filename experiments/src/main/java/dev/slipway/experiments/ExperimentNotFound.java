package dev.slipway.experiments;

import dev.slipway.kernel.Problem;

public final class ExperimentNotFound extends Problem {

    private static final long serialVersionUID = 1L;

    public ExperimentNotFound(String experimentId) {
        super(
                Kind.NOT_FOUND,
                "experiment_not_found",
                "There is no experiment " + experimentId + ". GET /api/v1/experiments lists those you can see.");
    }
}
