package dev.slipway.portal.api;

import dev.slipway.kernel.InvalidField;
import dev.slipway.security.Actors;
import dev.slipway.security.TeamId;
import dev.slipway.security.TeamNotFound;
import dev.slipway.security.Teams;
import dev.slipway.security.Teams.TeamRow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The team a body names, by name or id; where it names none, the caller's only or first. */
@Component
class TeamChoice {

    private final Actors actors;
    private final Teams teams;

    TeamChoice(Actors actors, Teams teams) {
        this.actors = actors;
        this.teams = teams;
    }

    TeamId of(@Nullable String nameOrId, String pointer) {
        return nameOrId == null ? own(pointer) : named(nameOrId, pointer);
    }

    private TeamId named(String nameOrId, String pointer) {
        try {
            return teams.find(nameOrId).id();
        } catch (TeamNotFound e) {
            throw new InvalidField(pointer, e.getMessage());
        }
    }

    private TeamId own(String pointer) {
        var roles = actors.current().roles();
        return teams.mine().stream()
                .map(TeamRow::id)
                .filter(roles::containsKey)
                .findFirst()
                .orElseThrow(() -> new InvalidField(pointer, "team is missing, and you are in none. Name one."));
    }
}
