package dev.slipway.portal.demo;

import dev.slipway.security.Role;
import dev.slipway.security.Scope;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Who is in the demo: one person for each role in all its teams, and one who is in none of them. */
enum Cast {
    VIEWER("Mara Lindqvist", Role.VIEWER),
    DATA_SCIENTIST("Ada Okafor", Role.DATA_SCIENTIST),
    ML_ENGINEER("Ines Moreau", Role.ML_ENGINEER),
    MANAGER("Rosa Vidal", Role.MANAGER),
    ADMIN("Omar Haddad", Role.ADMIN),
    OUTSIDER("Olaf Brandt", Role.DATA_SCIENTIST);

    /** The tag {@code team} of the demo's training projects. */
    static final List<String> TEAMS = List.of("workforce", "health", "vision");

    static final List<String> OTHER_TEAMS = List.of("elsewhere");

    private final String displayName;
    private final Role role;

    Cast(String displayName, Role role) {
        this.displayName = displayName;
        this.role = role;
    }

    String username() {
        return name().toLowerCase(Locale.ROOT);
    }

    String displayName() {
        return displayName;
    }

    Role role() {
        return role;
    }

    List<String> teams() {
        return this == OUTSIDER ? OTHER_TEAMS : TEAMS;
    }

    /** What the role's permissions ask for, and predictions, for which endpoints have their own guard. */
    Set<Scope> scopes() {
        var scopes = EnumSet.of(Scope.PREDICT);
        role.permissions().forEach(permission -> scopes.add(permission.scope()));
        return scopes;
    }
}
