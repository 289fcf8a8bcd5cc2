package dev.slipway.deployments.promotion;

import dev.slipway.kernel.Problem;
import java.util.List;

public final class StageNotFound extends Problem {

    private static final long serialVersionUID = 1L;

    public StageNotFound(String name, List<String> known) {
        super(
                Kind.NOT_FOUND,
                "stage_not_found",
                "There is no stage " + name + ". The stages are " + String.join(", ", known) + ".");
    }
}
