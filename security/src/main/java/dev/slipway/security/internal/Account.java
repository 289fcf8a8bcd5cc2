package dev.slipway.security.internal;

import dev.slipway.security.Role;
import dev.slipway.security.SignedIn;
import dev.slipway.security.TeamId;
import dev.slipway.security.UserId;
import java.util.Map;
import java.util.Set;

/** What deciding on an access needs of a user. */
public record Account(
        UserId id, String username, String displayName, boolean disabled, int epoch, Map<TeamId, Set<Role>> roles) {

    /** A token outlives a sign-out everywhere; it is revoked on its own. */
    public boolean admits(SignedIn signedIn) {
        return !disabled && (signedIn.token() != null || signedIn.epoch() == epoch);
    }
}
