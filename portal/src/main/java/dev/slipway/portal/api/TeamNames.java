package dev.slipway.portal.api;

import dev.slipway.security.TeamId;
import dev.slipway.security.Teams;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The names of the teams on one page, looked up at once. */
record TeamNames(Map<TeamId, String> names) {

    static TeamNames of(Teams teams, Collection<? extends @Nullable TeamId> ids) {
        return new TeamNames(teams.names(ids.stream().filter(Objects::nonNull).collect(Collectors.toSet())));
    }

    @Nullable
    String of(@Nullable TeamId team) {
        return team == null ? null : names.get(team);
    }
}
