package dev.slipway.portal.demo;

import dev.slipway.kernel.PageQuery;
import dev.slipway.portal.demo.LoginFile.Login;
import dev.slipway.security.Actors;
import dev.slipway.security.RoleGrant;
import dev.slipway.security.SecuritySettings;
import dev.slipway.security.SignIns;
import dev.slipway.security.SignIns.Outcome.Admitted;
import dev.slipway.security.TeamId;
import dev.slipway.security.Teams;
import dev.slipway.security.Teams.TeamRow;
import dev.slipway.security.Tokens;
import dev.slipway.security.Username;
import dev.slipway.security.Users;
import dev.slipway.security.Users.UserRow;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Sees to it at the start of a demo that its teams and people are there, and that the file {@code slipway.demo.logins}
 * tells how to sign in as each. What is there stays as it is; who is missing in the file gets a new password and token.
 */
@Component
@ConditionalOnProperty("slipway.demo.logins")
class DemoLogins implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(DemoLogins.class);

    private static final String EVERYTHING = "*";
    private static final int PASSWORD_BYTES = 18;

    private final Actors actors;
    private final Teams teams;
    private final Users users;
    private final Tokens tokens;
    private final SignIns signIns;
    private final SecuritySettings settings;
    private final Clock clock;
    private final LoginFile file;
    private final SecureRandom random = new SecureRandom();

    DemoLogins(
            Actors actors,
            Teams teams,
            Users users,
            Tokens tokens,
            SignIns signIns,
            SecuritySettings settings,
            Clock clock,
            @Value("${slipway.demo.logins}") Path file) {
        this.actors = actors;
        this.teams = teams;
        this.users = users;
        this.tokens = tokens;
        this.signIns = signIns;
        this.settings = settings;
        this.clock = clock;
        this.file = new LoginFile(file);
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var known = file.read();
        var logins = new HashMap<String, Login>();
        var made = actors.asSystem(this::teams);
        for (var person : Cast.values()) {
            var user = actors.asSystem(() -> find(person));
            var login = Optional.ofNullable(known.get(person.username())).filter(there -> user.isPresent());
            logins.put(person.username(), login.orElseGet(() -> admit(person, user)));
        }
        if (!logins.equals(known)) {
            file.write(logins);
            log.info("demo.logins-written teams={} people={}", made.size(), logins.size());
        }
    }

    /** The demo's teams, made where missing; a name no other rule names belongs to the first. */
    private List<TeamId> teams() {
        var ids = Stream.of(Cast.TEAMS, Cast.OTHER_TEAMS)
                .flatMap(List::stream)
                .map(this::team)
                .toList();
        if (teams.rules().stream().noneMatch(rule -> rule.pattern().equals(EVERYTHING))) {
            teams.addRule(EVERYTHING, ids.getFirst());
        }
        return ids;
    }

    private TeamId team(String name) {
        return teams.mine().stream()
                .filter(team -> team.name().equalsIgnoreCase(name))
                .findFirst()
                .map(TeamRow::id)
                .orElseGet(() -> teams.create(name).id());
    }

    private Optional<UserRow> find(Cast person) {
        return users.find(person.username(), PageQuery.first(PageQuery.MAX_LIMIT)).items().stream()
                .filter(user -> user.username().equals(person.username()))
                .findFirst();
    }

    private Login admit(Cast person, Optional<UserRow> there) {
        var password = password();
        actors.asSystem(() -> there.map(user -> renew(user, password)).orElseGet(() -> create(person, password)));
        return new Login(person.username(), password, token(person, password));
    }

    private UserRow create(Cast person, String password) {
        var grants = person.teams().stream()
                .map(name -> new RoleGrant(team(name), person.role()))
                .toList();
        return users.create(new Username(person.username()), password, person.displayName(), grants);
    }

    private UserRow renew(UserRow user, String password) {
        users.setPasswordByLink(users.reset(user.id()), password);
        return user;
    }

    private String token(Cast person, String password) {
        return switch (signIns.attempt(person.username(), password, "demo")) {
            case Admitted(var signedIn) ->
                actors.as(
                                signedIn,
                                () -> tokens.create(
                                        "Demo", person.scopes(), clock.instant().plus(settings.longestTokenLifetime())))
                        .token();
            case SignIns.Outcome.Refused refused -> throw new Unusable(person);
            case SignIns.Outcome.Locked locked -> throw new Unusable(person);
        };
    }

    private String password() {
        var bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The demo cannot go on as somebody. */
    static final class Unusable extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        Unusable(Cast person) {
            super("The demo's user " + person.username() + " cannot sign in: it is disabled or locked. "
                    + "Enable it under Users, or start the demo with --reset.");
        }
    }
}
