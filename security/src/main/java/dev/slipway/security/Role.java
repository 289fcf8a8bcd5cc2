package dev.slipway.security;

import static dev.slipway.security.Permission.CHANGE_OWN_ACCOUNT;
import static dev.slipway.security.Permission.COMPARE_RUNS;
import static dev.slipway.security.Permission.DECIDE_PROMOTION;
import static dev.slipway.security.Permission.EDIT_POLICIES;
import static dev.slipway.security.Permission.MANAGE_TEAMS;
import static dev.slipway.security.Permission.MANAGE_USERS;
import static dev.slipway.security.Permission.READ;
import static dev.slipway.security.Permission.READ_AUDIT;
import static dev.slipway.security.Permission.REGISTER_VERSION;
import static dev.slipway.security.Permission.REQUEST_PROMOTION;
import static dev.slipway.security.Permission.ROLL_BACK;
import static dev.slipway.security.Permission.SEE_OWN_ACCOUNT;
import static dev.slipway.security.Permission.SEE_UNOWNED;

import java.util.EnumSet;
import java.util.Set;

/** What somebody is in one team. The role matrix of the product is this file. */
public enum Role {
    VIEWER(READ, READ_AUDIT),
    DATA_SCIENTIST(READ, READ_AUDIT, COMPARE_RUNS, REGISTER_VERSION, REQUEST_PROMOTION),
    ML_ENGINEER(
            READ,
            READ_AUDIT,
            COMPARE_RUNS,
            REGISTER_VERSION,
            REQUEST_PROMOTION,
            DECIDE_PROMOTION,
            ROLL_BACK,
            EDIT_POLICIES),
    MANAGER(READ, READ_AUDIT, DECIDE_PROMOTION),
    /** Cannot approve by being admin. */
    ADMIN(READ, READ_AUDIT, MANAGE_USERS, MANAGE_TEAMS, SEE_UNOWNED);

    private final Set<Permission> permissions;

    Role(Permission first, Permission... rest) {
        var set = EnumSet.of(first, rest);
        set.add(SEE_OWN_ACCOUNT);
        set.add(CHANGE_OWN_ACCOUNT);
        this.permissions = Set.copyOf(set);
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    public boolean grants(Permission permission) {
        return permissions.contains(permission);
    }
}
