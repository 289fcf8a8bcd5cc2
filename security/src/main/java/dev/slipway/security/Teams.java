package dev.slipway.security;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;

/** The teams and what their members are in them. */
@Service
public class Teams {

    /** The teams the caller is in, by name; all of them for an admin. */
    @Requires(Permission.SEE_OWN_ACCOUNT)
    public List<TeamRow> mine() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Names for ids, for showing whose a thing is. Unknown ids are left out. */
    @Open("a team's name is no secret to the one who holds its id")
    public Map<TeamId, String> names(Set<TeamId> ids) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Who holds a role in a team, by display name: to say who can decide. */
    @Requires(Permission.READ)
    public List<Member> members(TeamId team) {
        throw new UnsupportedOperationException("not built yet");
    }

    public record TeamRow(TeamId id, String name, int members) {}

    public record Member(UserId id, String username, String displayName, Set<Role> roles) {}
}
