package dev.slipway.security;

/** One right. Roles grant permissions per team; a token also needs the permission's scope. */
public enum Permission {
    /** Sees experiments, runs, models, versions, promotions and policies of the team. */
    READ(Scope.READ),
    COMPARE_RUNS(Scope.READ),
    REGISTER_VERSION(Scope.WRITE),
    REQUEST_PROMOTION(Scope.WRITE),
    /** Approves or rejects, where a policy has a seat for the role. */
    DECIDE_PROMOTION(Scope.APPROVE),
    ROLL_BACK(Scope.APPROVE),
    EDIT_POLICIES(Scope.WRITE),
    READ_AUDIT(Scope.READ),
    MANAGE_USERS(Scope.WRITE),
    MANAGE_TEAMS(Scope.WRITE),
    /** Sees what belongs to no team, so that the gap can be closed. */
    SEE_UNOWNED(Scope.READ),
    /** Reads one's own account. Everybody who is signed in holds it. */
    SEE_OWN_ACCOUNT(Scope.READ),
    /** Changes one's own password and tokens. Everybody who is signed in holds it. */
    CHANGE_OWN_ACCOUNT(Scope.WRITE);

    private final Scope scope;

    Permission(Scope scope) {
        this.scope = scope;
    }

    public Scope scope() {
        return scope;
    }

    /** Held by everybody who is signed in, member of a team or not. */
    boolean isOwn() {
        return this == SEE_OWN_ACCOUNT || this == CHANGE_OWN_ACCOUNT;
    }
}
