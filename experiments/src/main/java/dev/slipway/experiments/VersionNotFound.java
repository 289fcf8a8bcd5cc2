package dev.slipway.experiments;

import dev.slipway.kernel.Problem;

public final class VersionNotFound extends Problem {

    private static final long serialVersionUID = 1L;

    public VersionNotFound(VersionRef version) {
        super(
                Kind.NOT_FOUND,
                "version_not_found",
                "There is no " + version + ". It may have been deleted in MLflow; choose another version.");
    }
}
