package dev.slipway.security;

import dev.slipway.kernel.Problem;

public final class UserNotFound extends Problem {

    private static final long serialVersionUID = 1L;

    public UserNotFound(UserId id) {
        this(id.toString());
    }

    /** @param id as it was given, perhaps no id at all */
    public UserNotFound(String id) {
        super(Kind.NOT_FOUND, "user_not_found", "There is no user " + id + ". GET /api/v1/users lists them.");
    }
}
