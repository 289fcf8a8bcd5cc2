package dev.slipway.portal;

import dev.slipway.kernel.PageQuery;
import dev.slipway.security.Actors;
import dev.slipway.security.Role;
import dev.slipway.security.RoleGrant;
import dev.slipway.security.Scope;
import dev.slipway.security.SignIns;
import dev.slipway.security.SignIns.Outcome.Admitted;
import dev.slipway.security.Teams;
import dev.slipway.security.Teams.TeamRow;
import dev.slipway.security.Tokens;
import dev.slipway.security.Tokens.NewToken;
import dev.slipway.security.UserId;
import dev.slipway.security.Username;
import dev.slipway.security.Users;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.test.context.TestComponent;

/** Makes teams, users and tokens as the real services do. */
@TestComponent
public class People {

    private final Actors actors;
    private final Teams teams;
    private final Users users;
    private final Tokens tokens;
    private final SignIns signIns;

    People(Actors actors, Teams teams, Users users, Tokens tokens, SignIns signIns) {
        this.actors = actors;
        this.teams = teams;
        this.users = users;
        this.tokens = tokens;
        this.signIns = signIns;
    }

    public UserId user(String name, String team, Role role) {
        return actors.asSystem(() -> users.create(
                        new Username(name),
                        PortalTest.PASSWORD,
                        name,
                        List.of(new RoleGrant(team(team).id(), role)))
                .id());
    }

    public TeamRow team(String name) {
        return actors.asSystem(() -> teams.mine().stream()
                .filter(team -> team.name().equals(name))
                .findFirst()
                .orElseGet(() -> teams.create(name)));
    }

    /** Of somebody who is there, with every scope. */
    public String token(String name) {
        return token(name, EnumSet.allOf(Scope.class)).token();
    }

    public NewToken token(String name, Set<Scope> scopes) {
        var outcome = (Admitted) signIns.attempt(name, PortalTest.PASSWORD, "test");
        return actors.as(outcome.signedIn(), () -> tokens.create("test", scopes, null));
    }

    public void disable(UserId user) {
        actors.asSystem(() -> users.disable(user));
    }

    public void signOutEverywhere(UserId user) {
        actors.asSystem(() -> {
            users.signOutEverywhere(user);
            return user;
        });
    }

    /** All roles. */
    public void take(UserId user) {
        actors.asSystem(() -> users.setRoles(user, List.of()));
    }

    public void revoke(String name, NewToken token) {
        var id = actors.asSystem(
                () -> users.find(name, PageQuery.first(1)).items().getFirst().id());
        actors.asSystem(() -> {
            tokens.revoke(id, token.row().id());
            return id;
        });
    }
}
