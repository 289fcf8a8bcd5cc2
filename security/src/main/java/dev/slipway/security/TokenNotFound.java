package dev.slipway.security;

import dev.slipway.kernel.Problem;

public final class TokenNotFound extends Problem {

    private static final long serialVersionUID = 1L;

    public TokenNotFound(TokenId id) {
        this(id.toString());
    }

    /** @param id as it was given, perhaps no id at all */
    public TokenNotFound(String id) {
        super(
                Kind.NOT_FOUND,
                "token_not_found",
                "There is no token " + id + " of this owner. GET /api/v1/tokens lists yours.");
    }
}
