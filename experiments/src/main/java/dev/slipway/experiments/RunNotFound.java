package dev.slipway.experiments;

import dev.slipway.kernel.Problem;

public final class RunNotFound extends Problem {

    private static final long serialVersionUID = 1L;

    public RunNotFound(String runId) {
        super(Kind.NOT_FOUND, "run_not_found", "There is no run " + runId + ". It may have been deleted in MLflow.");
    }
}
