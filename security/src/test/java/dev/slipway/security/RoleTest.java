package dev.slipway.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.security.test.ActingAs;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RoleTest {

    /** A change here is a change of who may do what; it belongs into the notes of a release. */
    @Test
    void givesEachRoleExactlyTheseRights() {
        var matrix = Arrays.stream(Permission.values())
                .filter(permission -> !permission.isOwn())
                .map(permission -> permission + ": "
                        + Arrays.stream(Role.values())
                                .filter(role -> role.grants(permission))
                                .map(Role::name)
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("\n"));

        assertThat(matrix).isEqualTo("""
                READ: VIEWER, DATA_SCIENTIST, ML_ENGINEER, MANAGER, ADMIN
                COMPARE_RUNS: DATA_SCIENTIST, ML_ENGINEER
                REGISTER_VERSION: DATA_SCIENTIST, ML_ENGINEER
                REQUEST_PROMOTION: DATA_SCIENTIST, ML_ENGINEER
                DECIDE_PROMOTION: ML_ENGINEER, MANAGER
                ROLL_BACK: ML_ENGINEER
                EDIT_POLICIES: ML_ENGINEER
                READ_AUDIT: VIEWER, DATA_SCIENTIST, ML_ENGINEER, MANAGER, ADMIN
                MANAGE_USERS: ADMIN
                MANAGE_TEAMS: ADMIN
                SEE_UNOWNED: ADMIN""");
    }

    @Test
    void givesATokenNoMoreThanItsScopes() {
        var team = TeamId.random();
        var engineer = ActingAs.a(Role.ML_ENGINEER, team);

        for (var permission : Permission.values()) {
            for (var scope : Scope.values()) {
                assertThat(ActingAs.byToken(engineer, scope).holds(permission))
                        .as(permission + " by " + scope)
                        .isEqualTo(scope == permission.scope() && engineer.holds(permission));
            }
        }
    }

    @Test
    void givesNothingInAnotherTeam() {
        var engineer = ActingAs.a(Role.ML_ENGINEER, TeamId.random());

        assertThat(Arrays.stream(Permission.values()).filter(permission -> engineer.holds(permission, TeamId.random())))
                .isEmpty();
    }
}
