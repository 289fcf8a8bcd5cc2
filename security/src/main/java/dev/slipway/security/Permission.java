package dev.slipway.security;

/** One right. Roles grant permissions per team; a token also needs the permission's scope. */
public enum Permission {
    /** Sees experiments, runs, models, versions, promotions and policies of the team. */
    READ(Scope.READ, "see what belongs to this team"),
    COMPARE_RUNS(Scope.READ, "compare runs"),
    REGISTER_VERSION(Scope.WRITE, "register a version"),
    REQUEST_PROMOTION(Scope.WRITE, "ask for a promotion"),
    /** Approves or rejects, where a policy has a seat for the role. */
    DECIDE_PROMOTION(Scope.APPROVE, "decide on a promotion"),
    ROLL_BACK(Scope.APPROVE, "roll a promotion back"),
    EDIT_POLICIES(Scope.WRITE, "change policies"),
    READ_AUDIT(Scope.READ, "read the audit log"),
    MANAGE_USERS(Scope.WRITE, "manage accounts"),
    MANAGE_TEAMS(Scope.WRITE, "manage teams"),
    /** Sees what belongs to no team, so that the gap can be closed. */
    SEE_UNOWNED(Scope.READ, "see what belongs to no team"),
    /** Reads one's own account. Everybody who is signed in holds it. */
    SEE_OWN_ACCOUNT(Scope.READ, "see your account"),
    /** Changes one's own password and tokens. Everybody who is signed in holds it. */
    CHANGE_OWN_ACCOUNT(Scope.WRITE, "change your account");

    private final Scope scope;
    private final String words;

    Permission(Scope scope, String words) {
        this.scope = scope;
        this.words = words;
    }

    public Scope scope() {
        return scope;
    }

    /** What it allows, after "to". */
    String words() {
        return words;
    }

    /** Held by everybody who is signed in, member of a team or not. */
    boolean isOwn() {
        return this == SEE_OWN_ACCOUNT || this == CHANGE_OWN_ACCOUNT;
    }
}
