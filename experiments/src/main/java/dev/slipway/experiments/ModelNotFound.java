package dev.slipway.experiments;

import dev.slipway.kernel.Problem;

public final class ModelNotFound extends Problem {

    private static final long serialVersionUID = 1L;

    public ModelNotFound(String name) {
        super(
                Kind.NOT_FOUND,
                "model_not_found",
                "There is no registered model " + name + ". GET /api/v1/models lists those you can see.");
    }
}
