package dev.slipway.security;

import dev.slipway.kernel.Problem;

public final class TeamNotFound extends Problem {

    private static final long serialVersionUID = 1L;

    public TeamNotFound(String team) {
        super(Kind.NOT_FOUND, "team_not_found", "There is no team " + team + ". GET /api/v1/teams lists them.");
    }
}
