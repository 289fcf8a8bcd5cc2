package dev.slipway.security;

import dev.slipway.kernel.Problem;

/** The caller is known and may not do this. */
public class Forbidden extends Problem {

    private static final long serialVersionUID = 1L;

    public Forbidden(String code, String message) {
        super(Kind.FORBIDDEN, code, message);
    }

    public static Forbidden lacks(Permission permission) {
        return new Forbidden(
                "permission_missing",
                "None of your roles allows you to " + permission.words() + " (" + permission
                        + "). Ask an admin of your team for one that does.");
    }

    public static Forbidden notYourTeam(String what) {
        return new Forbidden(
                "not_your_team", what + " belongs to a team you are not in. Ask an admin of that team to let you in.");
    }

    public static Forbidden scope(Scope scope) {
        return new Forbidden(
                "scope_missing", "This token lacks the scope " + scope + ". Make a token that has it, or sign in.");
    }
}
