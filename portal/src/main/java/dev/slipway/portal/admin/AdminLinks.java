package dev.slipway.portal.admin;

import dev.slipway.portal.kit.Paths;

/** Where people, teams, the audit log and one's own account are. */
public final class AdminLinks {

    static final String PEOPLE = "people";
    static final String AUDIT = "audit";
    static final String ACCOUNT = "account";

    private AdminLinks() {}

    public static String people() {
        return PEOPLE;
    }

    public static String audit() {
        return AUDIT;
    }

    /** The entries about one thing, such as {@code version/employment/3}. */
    public static String auditOf(String object) {
        return AUDIT + "?object=" + Paths.segment(object);
    }

    public static String account() {
        return ACCOUNT;
    }
}
