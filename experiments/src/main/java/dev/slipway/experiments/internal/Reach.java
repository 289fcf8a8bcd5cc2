package dev.slipway.experiments.internal;

import dev.slipway.security.Actor;
import dev.slipway.security.Permission;
import dev.slipway.security.TeamId;
import java.util.List;
import java.util.UUID;

/**
 * What somebody sees of the index, as a condition on a team column.
 *
 * @param unowned whether also what belongs to no team
 */
record Reach(boolean everything, boolean unowned, List<UUID> teams) {

    static Reach of(Actor reader) {
        return new Reach(
                reader.isSystem(),
                reader.seesUnowned(),
                reader.teamsWith(Permission.READ).stream().map(TeamId::value).toList());
    }

    /** A condition with two parameters: {@link #parameters()}. */
    String condition(String column) {
        return "(" + column + " = any (?) or (? and " + (everything ? "true" : column + " is null") + "))";
    }

    List<Object> parameters() {
        return List.of(teams.toArray(UUID[]::new), unowned);
    }
}
