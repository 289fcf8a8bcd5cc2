package dev.slipway.security.internal;

import dev.slipway.kernel.Problem;
import dev.slipway.security.Actor;
import dev.slipway.security.Role;
import dev.slipway.security.RoleGrant;
import dev.slipway.security.SecuritySettings;
import dev.slipway.security.Username;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes the first team with its first admin. */
@Component
public class Bootstrap {

    private static final String FIRST_TEAM = "Platform";

    private final UserStore users;
    private final TeamStore teams;
    private final SecuritySettings settings;

    Bootstrap(UserStore users, TeamStore teams, SecuritySettings settings) {
        this.users = users;
        this.teams = teams;
        this.settings = settings;
    }

    public boolean isMissing() {
        return users.isEmpty();
    }

    boolean isConfigured() {
        return !settings.adminUsername().isBlank() && !settings.adminPassword().isBlank();
    }

    /** @throws IllegalStateException that names the variables, if no account can be made of them */
    void createConfigured() {
        try {
            create(new Username(settings.adminUsername()), settings.adminPassword(), settings.adminUsername());
        } catch (Problem problem) {
            throw new IllegalStateException(
                    "No first admin can be made of SLIPWAY_SECURITY_ADMIN_USERNAME and SLIPWAY_SECURITY_ADMIN_PASSWORD. "
                            + problem.getMessage());
        }
    }

    /** A secret that makes the first admin once, within a day. */
    String invite() {
        return users.oneTimeSecret("FIRST_ADMIN", null);
    }

    public void claim(String secret, Username username, String password, String displayName) {
        users.spendFirstAdmin(secret);
        create(username, password, displayName);
    }

    private void create(Username username, String password, String displayName) {
        var team = teams.create(Actor.SYSTEM, FIRST_TEAM);
        users.create(Actor.SYSTEM, username, password, displayName, List.of(new RoleGrant(team.id(), Role.ADMIN)));
    }
}
