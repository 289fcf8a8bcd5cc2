package dev.slipway.security.internal;

import static dev.slipway.security.test.ActingAs.as;
import static dev.slipway.security.test.ActingAs.byToken;
import static dev.slipway.security.test.ActingAs.doAs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.db.test.StatementCounter;
import dev.slipway.kernel.InvalidField;
import dev.slipway.kernel.PageQuery;
import dev.slipway.kernel.Problem;
import dev.slipway.security.Actor;
import dev.slipway.security.Actors;
import dev.slipway.security.AlreadyThere;
import dev.slipway.security.FirstAdmin;
import dev.slipway.security.Forbidden;
import dev.slipway.security.NotSignedIn;
import dev.slipway.security.Role;
import dev.slipway.security.RoleGrant;
import dev.slipway.security.Scope;
import dev.slipway.security.SignIns;
import dev.slipway.security.SignIns.Outcome;
import dev.slipway.security.SignedIn;
import dev.slipway.security.TeamId;
import dev.slipway.security.Teams;
import dev.slipway.security.Tokens;
import dev.slipway.security.Tokens.NewToken;
import dev.slipway.security.UserId;
import dev.slipway.security.Username;
import dev.slipway.security.Users;
import dev.slipway.security.test.MutableClock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@SecurityTest
class SignInTest {

    private static final String PASSWORD = "a boat slides down";

    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final String name = "ada-" + suffix;
    private final String address = "10.0.0." + suffix;

    @Autowired
    private SignIns signIns;

    @Autowired
    private WatchedEncoder encoder;

    @Autowired
    private Users users;

    @Autowired
    private Teams teams;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Actors actors;

    @Autowired
    private FirstAdmin firstAdmin;

    @Autowired
    private Bootstrap bootstrap;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private MutableClock clock;

    private TeamId team = TeamId.random();
    private UserId ada = UserId.random();

    @BeforeEach
    void makeAda() {
        team = as(Actor.SYSTEM, () -> teams.create("Team " + suffix)).id();
        ada = as(
                        Actor.SYSTEM,
                        () -> users.create(
                                new Username(name), PASSWORD, "Ada", List.of(new RoleGrant(team, Role.ML_ENGINEER))))
                .id();
    }

    @Test
    void keepsPasswordsAsArgon2id() {
        assertThat(jdbc.sql("select password_hash from security.app_user where id = ?")
                        .param(ada.value())
                        .query(String.class)
                        .single())
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void admitsWithTheRolesHeldNow() {
        var session = signedIn(PASSWORD);
        assertThat(actor(session).rolesIn(team)).containsExactly(Role.ML_ENGINEER);

        doAs(Actor.SYSTEM, () -> users.setRoles(ada, List.of(new RoleGrant(team, Role.VIEWER), adminElsewhere())));

        assertThat(actor(session).rolesIn(team)).containsExactly(Role.VIEWER);
    }

    @Test
    void locksAnAccountForLongerEachTime() {
        for (var minutes : List.of(1, 2, 4, 8, 15, 15)) {
            for (var i = 0; i < 4; i++) {
                assertThat(attempt("wrong")).isInstanceOf(Outcome.Refused.class);
            }
            assertThat(attempt("wrong")).isEqualTo(new Outcome.Locked(Duration.ofMinutes(minutes)));
            assertThat(attempt(PASSWORD)).isInstanceOf(Outcome.Locked.class);
            clock.advance(Duration.ofMinutes(minutes).plusSeconds(1));
        }
        assertThat(attempt(PASSWORD)).isInstanceOf(Outcome.Admitted.class);
        for (var i = 0; i < 4; i++) {
            attempt("wrong");
        }
        assertThat(attempt("wrong")).as("after a success").isEqualTo(new Outcome.Locked(Duration.ofMinutes(1)));
    }

    @Test
    void forgetsFailuresThatLieFarApart() {
        for (var i = 0; i < 20; i++) {
            assertThat(attempt("wrong")).isInstanceOf(Outcome.Refused.class);
            clock.advance(Duration.ofMinutes(5));
        }
    }

    @Test
    void locksAnAddressThatTriesManyNames() {
        for (var i = 0; i < 24; i++) {
            assertThat(signIns.attempt("nobody-" + i + suffix, "wrong", address))
                    .isInstanceOf(Outcome.Refused.class);
        }
        assertThat(signIns.attempt("nobody-25" + suffix, "wrong", address)).isInstanceOf(Outcome.Locked.class);
        assertThat(attempt(PASSWORD)).isInstanceOf(Outcome.Locked.class);
        assertThat(signIns.attempt(name, PASSWORD, "another" + suffix)).isInstanceOf(Outcome.Admitted.class);
    }

    @Test
    void countsABurstOfGuessesAsThoughTheyCameOneByOne() {
        encoder.meanwhile(() -> fail(5));

        assertThat(attempt(PASSWORD)).isEqualTo(new Outcome.Locked(Duration.ofMinutes(1)));
    }

    @Test
    void keepsNoConnectionOfTheDatabaseWhileItComparesPasswords() {
        var inTransaction = new AtomicBoolean(true);
        encoder.meanwhile(() -> inTransaction.set(TransactionSynchronizationManager.isActualTransactionActive()));

        attempt(PASSWORD);

        assertThat(inTransaction).isFalse();
    }

    @Test
    void countsAWrongPresentPasswordAsAFailedSignIn() {
        var session = signedIn(PASSWORD);
        for (var i = 0; i < 4; i++) {
            assertThatThrownBy(() -> changePassword(session, "not it at all")).isInstanceOf(InvalidField.class);
        }

        assertThatThrownBy(() -> changePassword(session, "not it at all")).hasMessageContaining("60 s");

        assertThatThrownBy(() -> changePassword(session, PASSWORD)).hasMessageContaining("60 s");
        assertThat(attempt(PASSWORD)).isEqualTo(new Outcome.Locked(Duration.ofMinutes(1)));
        clock.advance(Duration.ofMinutes(1).plusSeconds(1));
        changePassword(session, PASSWORD);
        assertThat(attempt("a new boat slides")).isInstanceOf(Outcome.Admitted.class);
    }

    @Test
    void tellsNothingOfAPresentPasswordThatWasGuessedInABurst() {
        var session = signedIn(PASSWORD);
        encoder.meanwhile(() -> fail(5));

        assertThatThrownBy(() -> changePassword(session, PASSWORD)).hasMessageContaining("60 s");
    }

    @Test
    void treatsAnUnknownNameAsAKnownOne() {
        for (var i = 0; i < 4; i++) {
            assertThat(signIns.attempt("nobody-" + suffix, "wrong", address)).isInstanceOf(Outcome.Refused.class);
        }
        assertThat(signIns.attempt("nobody-" + suffix, "wrong", address))
                .isEqualTo(new Outcome.Locked(Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "passwordpassword", "PasswordPassword", "aaaaaaaaaaaaaaaa", "abababababababab"})
    void refusesPasswordsThatAnybodyWouldTry(String password) {
        var session = signedIn(PASSWORD);
        assertThatThrownBy(() -> doAs(session, () -> users.changeOwnPassword(PASSWORD, password)))
                .isInstanceOf(InvalidField.class);
        assertThat(attempt(PASSWORD)).isInstanceOf(Outcome.Admitted.class);
    }

    @Test
    void endsEverySessionWithTheOldPassword() {
        var session = signedIn(PASSWORD);
        assertThatThrownBy(() -> doAs(session, () -> users.changeOwnPassword("not it at all", "a new boat slides")))
                .isInstanceOf(InvalidField.class);
        assertThatThrownBy(() -> doAs(
                        byToken(actor(session), Scope.WRITE),
                        () -> users.changeOwnPassword(PASSWORD, "a new boat slides")))
                .isInstanceOf(Forbidden.class);

        doAs(session, () -> users.changeOwnPassword(PASSWORD, "a new boat slides"));

        assertThat(actors.isValid(session)).isFalse();
        assertThat(attempt(PASSWORD)).isInstanceOf(Outcome.Refused.class);
        assertThat(attempt("a new boat slides")).isInstanceOf(Outcome.Admitted.class);
    }

    @Test
    void signsOutEverywhereButLeavesTokens() {
        var session = signedIn(PASSWORD);
        var token =
                as(session, () -> tokens.create("ci", Set.of(Scope.READ), null)).token();

        doAs(session, () -> users.signOutEverywhere());

        assertThat(actors.isValid(session)).isFalse();
        assertThatThrownBy(() -> as(session, actors::current)).isInstanceOf(NotSignedIn.class);
        assertThat(actors.isValid(tokens.authenticate(token, address))).isTrue();
    }

    @Test
    void setsAPasswordByALinkOnce() {
        var session = signedIn(PASSWORD);
        var secret = as(Actor.SYSTEM, () -> users.reset(ada));
        assertThat(actors.isValid(session)).isFalse();
        assertThat(attempt(PASSWORD)).isInstanceOf(Outcome.Refused.class);

        assertThatThrownBy(() -> users.setPasswordByLink(secret, "short")).isInstanceOf(InvalidField.class);
        users.setPasswordByLink(secret, "by link it goes");
        assertThat(attempt("by link it goes")).isInstanceOf(Outcome.Admitted.class);
        assertThatThrownBy(() -> users.setPasswordByLink(secret, "by link again!"))
                .isInstanceOf(Problem.class);

        var late = as(Actor.SYSTEM, () -> users.reset(ada));
        clock.advance(Duration.ofHours(25));
        assertThatThrownBy(() -> users.setPasswordByLink(late, "by link again!"))
                .isInstanceOf(Problem.class);
    }

    @Test
    void givesUpOlderLinksWhenANewOneIsMade() {
        var first = as(Actor.SYSTEM, () -> users.reset(ada));
        var second = as(Actor.SYSTEM, () -> users.reset(ada));

        assertThatThrownBy(() -> users.setPasswordByLink(first, "by link it goes"))
                .isInstanceOf(Problem.class);
        users.setPasswordByLink(second, "by link it goes");
    }

    @Test
    void shutsOutWhomItDisables() {
        var session = signedIn(PASSWORD);
        var token =
                as(session, () -> tokens.create("ci", Set.of(Scope.READ), null)).token();

        doAs(Actor.SYSTEM, () -> users.disable(ada));

        assertThat(actors.isValid(session)).isFalse();
        assertThat(attempt(PASSWORD)).isInstanceOf(Outcome.Refused.class);
        assertThatThrownBy(() -> tokens.authenticate(token, address)).isInstanceOf(NotSignedIn.class);
    }

    @Test
    void keepsTheLastAdmin() {
        var root = as(Actor.SYSTEM, () -> users.find("root", PageQuery.first(10)))
                .items()
                .getFirst();
        var others = as(Actor.SYSTEM, () -> users.find("", PageQuery.first(1000))).items().stream()
                .filter(user -> !user.id().equals(root.id()))
                .filter(user -> user.memberships().stream().anyMatch(membership -> membership.role() == Role.ADMIN))
                .toList();
        others.forEach(user -> doAs(Actor.SYSTEM, () -> users.disable(user.id())));

        assertThatThrownBy(() -> doAs(Actor.SYSTEM, () -> users.disable(root.id())))
                .hasMessageContaining("last admin");
        assertThatThrownBy(() -> doAs(Actor.SYSTEM, () -> users.setRoles(root.id(), List.of())))
                .hasMessageContaining("last admin");
        assertThat(as(Actor.SYSTEM, () -> users.get(root.id())).disabled()).isFalse();
    }

    @Test
    void makesTheFirstAdminByVariablesOrByALinkAndNeverTwice() {
        assertThat(signIns.attempt("root", "first things first", address)).isInstanceOf(Outcome.Admitted.class);
        assertThat(firstAdmin.isMissing()).isFalse();

        var link = bootstrap.invite();
        assertThatThrownBy(() -> firstAdmin.claim(link, new Username("mallory"), PASSWORD, "Mallory"))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> as(Actor.SYSTEM, () -> users.create(new Username(name), null, "Again", List.of())))
                .isInstanceOf(AlreadyThere.class);
    }

    @Test
    void makesTokensThatAreShownOnceAndKeptHashed() {
        var made = as(signedIn(PASSWORD), () -> tokens.create("ci", EnumSet.of(Scope.READ, Scope.WRITE), null));

        assertThat(made.token())
                .matches("slp_[0-9A-Za-z]{46}")
                .startsWith(made.row().prefix());
        assertThat(made.row().expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(90)));
        assertThat(jdbc.sql("select t::text from security.api_token t where id = ?")
                        .param(made.row().id().value())
                        .query(String.class)
                        .single())
                .doesNotContain(made.token().substring(14));
        var signedIn = tokens.authenticate(made.token(), address);
        assertThat(signedIn.scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.WRITE);
        assertThat(signedIn.userId()).isEqualTo(ada);
        assertThat(as(signedIn, tokens::mine).getFirst().lastUsedAt()).isEqualTo(clock.instant());
        assertThat(as(signedIn, tokens::mine).getFirst().lastUsedFrom()).isEqualTo(address);
    }

    @Test
    void tellsAMistypedTokenWithoutADatabase() {
        var token = as(signedIn(PASSWORD), () -> tokens.create("ci", Set.of(Scope.READ), null))
                .token();
        var mistyped = token.substring(0, 20) + (token.charAt(20) == 'x' ? 'y' : 'x') + token.substring(21);

        for (var wrong : List.of(mistyped, token.substring(1), token + "1", "slp_", "", "Bearer " + token)) {
            assertThat(((StatementCounter) dataSource)
                            .during(() -> assertThatThrownBy(() -> tokens.authenticate(wrong, address))
                                    .isInstanceOf(NotSignedIn.class)))
                    .as(wrong)
                    .isZero();
        }
    }

    @Test
    void endsTokensByTimeAndByHandAndNeverWidensThem() {
        var session = signedIn(PASSWORD);
        var inAnHour = clock.instant().plus(Duration.ofHours(1));
        var brief = as(session, () -> tokens.create("brief", Set.of(Scope.READ, Scope.WRITE), inAnHour));
        var byToken = tokens.authenticate(brief.token(), address);
        assertThatThrownBy(() -> as(byToken, () -> tokens.create("more", Set.of(Scope.APPROVE), null)))
                .isInstanceOf(InvalidField.class);
        assertThatThrownBy(() ->
                        as(byToken, () -> tokens.create("longer", Set.of(Scope.READ), inAnHour.plusSeconds(1))))
                .as("a token outliving the one that made it")
                .isInstanceOf(InvalidField.class);
        assertThatThrownBy(() -> as(session, () -> tokens.create("past", Set.of(Scope.READ), clock.instant())))
                .isInstanceOf(InvalidField.class);
        assertThatThrownBy(() -> as(session, () -> tokens.create("none", Set.of(), null)))
                .isInstanceOf(InvalidField.class);

        clock.advance(Duration.ofHours(1));
        assertThatThrownBy(() -> tokens.authenticate(brief.token(), address)).hasMessageContaining("expired");

        var other = as(session, () -> tokens.create("other", Set.of(Scope.READ), null));
        doAs(session, () -> tokens.revoke(other.row().id()));
        assertThatThrownBy(() -> tokens.authenticate(other.token(), address)).hasMessageContaining("revoked");
    }

    @Test
    void endsWithATokenAllThatItMade() {
        var parent = as(signedIn(PASSWORD), () -> tokens.create("parent", Set.of(Scope.WRITE), null));
        var child = madeBy(parent);
        var grandchild = madeBy(child);
        var other = as(signedIn(PASSWORD), () -> tokens.create("other", Set.of(Scope.WRITE), null));

        doAs(signedIn(PASSWORD), () -> tokens.revoke(parent.row().id()));

        for (var ended : List.of(parent, child, grandchild)) {
            assertThatThrownBy(() -> tokens.authenticate(ended.token(), address))
                    .hasMessageContaining("revoked");
            assertThat(revocations(ended)).isOne();
        }
        assertThat(tokens.authenticate(other.token(), address).token())
                .isEqualTo(other.row().id());
    }

    @Test
    void makesNoTokenWithOneThatIsEndedMeanwhile() {
        var parent = as(signedIn(PASSWORD), () -> tokens.create("parent", Set.of(Scope.WRITE), null));
        var underWay = tokens.authenticate(parent.token(), address);

        doAs(signedIn(PASSWORD), () -> tokens.revoke(parent.row().id()));

        assertThatThrownBy(() -> as(underWay, () -> tokens.create("late", Set.of(Scope.WRITE), null)))
                .isInstanceOf(NotSignedIn.class);
    }

    private NewToken madeBy(NewToken maker) {
        return as(tokens.authenticate(maker.token(), address), () -> tokens.create("made", Set.of(Scope.WRITE), null));
    }

    private long revocations(NewToken token) {
        return jdbc.sql("select count(*) from security.audit_entry where action = 'token.revoked' and object = ?")
                .param("token/" + token.row().id())
                .query(Long.class)
                .single();
    }

    private RoleGrant adminElsewhere() {
        return new RoleGrant(
                as(Actor.SYSTEM, () -> teams.create("Elsewhere " + suffix)).id(), Role.ADMIN);
    }

    private void fail(int times) {
        for (var i = 0; i < times; i++) {
            attempt("wrong");
        }
    }

    private void changePassword(SignedIn session, String old) {
        doAs(session, () -> users.changeOwnPassword(old, "a new boat slides"));
    }

    private Outcome attempt(String password) {
        return signIns.attempt(name.toUpperCase(java.util.Locale.ROOT) + " ", password, address);
    }

    private SignedIn signedIn(String password) {
        return ((Outcome.Admitted) attempt(password)).signedIn();
    }

    private Actor actor(SignedIn session) {
        return as(session, actors::current);
    }
}
