package dev.slipway.experiments;

import dev.slipway.kernel.Problem;

public final class ArtifactNotFound extends Problem {

    private static final long serialVersionUID = 1L;

    public ArtifactNotFound(String path) {
        super(
                Kind.NOT_FOUND,
                "artifact_not_found",
                "There is no file " + path + " here. List the folder to see what is.");
    }
}
