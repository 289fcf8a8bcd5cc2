package dev.slipway.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.server.auth.AccessAnnotationChecker;
import dev.slipway.portal.AccessMatrix.Entry;
import dev.slipway.security.Actor;
import dev.slipway.security.Forbidden;
import dev.slipway.security.Permission;
import dev.slipway.security.Role;
import dev.slipway.security.Scope;
import dev.slipway.security.TeamId;
import dev.slipway.security.UserId;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/**
 * Who may do what, on everything that can be called. The kept matrix is {@code access-matrix.txt}: what is not in it fails,
 * so that nobody opens a door without having written it down. Then each role knocks at each door.
 */
@PortalTest
@Import(People.class)
class AccessMatrixTest {

    private static final Path KEPT = Path.of("src/test/resources/access-matrix.txt");
    private static final Path FOUND = Path.of("target/access-matrix.txt");
    private static final Map<Role, String> TOKENS = new ConcurrentHashMap<>();

    private final AccessMatrix matrix;
    private final People people;
    private final int port;

    @Autowired
    AccessMatrixTest(ApplicationContext context, People people, @LocalServerPort int port) {
        this.matrix = new AccessMatrix(context);
        this.people = people;
        this.port = port;
    }

    @Test
    void everyDoorIsInTheMatrixWithItsRight() throws IOException {
        var found = matrix.entries().stream().map(Entry::toString).toList();
        Files.write(FOUND, found);

        assertThat(found)
                .as("compare portal/%s with portal/%s, and keep it if every new line is right", FOUND, KEPT)
                .containsExactlyElementsOf(Files.readAllLines(KEPT));
        assertThat(found).noneMatch(line -> line.endsWith("-> nothing"));
    }

    @Test
    void holdsTheRoleMatrixOfTheProduct() {
        assertThat(permissions(Role.VIEWER)).containsExactlyInAnyOrder(Permission.READ, Permission.READ_AUDIT);
        assertThat(permissions(Role.DATA_SCIENTIST))
                .containsExactlyInAnyOrder(
                        Permission.READ,
                        Permission.READ_AUDIT,
                        Permission.COMPARE_RUNS,
                        Permission.REGISTER_VERSION,
                        Permission.REQUEST_PROMOTION);
        assertThat(permissions(Role.ML_ENGINEER))
                .containsExactlyInAnyOrder(
                        Permission.READ,
                        Permission.READ_AUDIT,
                        Permission.COMPARE_RUNS,
                        Permission.REGISTER_VERSION,
                        Permission.REQUEST_PROMOTION,
                        Permission.DECIDE_PROMOTION,
                        Permission.ROLL_BACK,
                        Permission.EDIT_POLICIES);
        assertThat(permissions(Role.MANAGER))
                .containsExactlyInAnyOrder(Permission.READ, Permission.READ_AUDIT, Permission.DECIDE_PROMOTION);
        assertThat(permissions(Role.ADMIN))
                .containsExactlyInAnyOrder(
                        Permission.READ,
                        Permission.READ_AUDIT,
                        Permission.MANAGE_USERS,
                        Permission.MANAGE_TEAMS,
                        Permission.SEE_UNOWNED);
    }

    /** Beyond what everybody has for the own account. */
    private static Set<Permission> permissions(Role role) {
        var permissions = EnumSet.copyOf(role.permissions());
        permissions.removeAll(Set.of(Permission.SEE_OWN_ACCOUNT, Permission.CHANGE_OWN_ACCOUNT));
        return permissions;
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void refusesEveryServiceMethodTheRoleHasNoRightTo(Role role) {
        var let = new ArrayList<String>();
        var asked = 0;
        for (var entry : matrix.services()) {
            if (mayNot(role, entry)) {
                asked++;
                if (!isRefused(role, entry)) {
                    let.add(entry.toString());
                }
            }
        }

        assertThat(let).isEmpty();
        assertThat(asked).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void answersEachRequestByTheRightOfTheRole(Role role) {
        var wrong = new ArrayList<String>();
        for (var entry : matrix.handlers()) {
            var status = status(entry, caller(role));
            if (mayNot(role, entry) ? status != 403 : status == 401 || status >= 500 && status != 503) {
                wrong.add(entry + " answered " + status);
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void answersNobodyWithoutAToken() {
        var wrong = new ArrayList<String>();
        for (var entry : matrix.handlers()) {
            var status = status(entry, Caller.with(port, "slp_nobody"));
            if (status != 401) {
                wrong.add(entry + " answered " + status);
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void sendsWhoIsNotSignedInFromEveryClosedScreenToTheSignIn() {
        var visitor = Caller.browser(port);
        var wrong = new ArrayList<String>();
        for (var view : matrix.views()) {
            var answer = visitor.get(view.name().replaceAll(":\\w+", "1"));
            var sentAway = answer.status() == 302 && answer.header("location").contains("/login");
            if (sentAway == view.right().equals(AccessMatrix.OPEN)) {
                wrong.add(view + " answered " + answer.status());
            }
        }

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void opensEachScreenByTheRightOfTheRole(Role role) {
        var rights = role.permissions().stream().map(Enum::name).collect(Collectors.toSet());
        var checker = new AccessAnnotationChecker();
        for (var view : matrix.views()) {
            var mayOpen = checker.hasAccess((Class<?>) view.target(), () -> "somebody", rights::contains);

            assertThat(mayOpen).as(role + " at " + view).isEqualTo(!mayNot(role, view));
        }
    }

    private static boolean mayNot(Role role, Entry entry) {
        return Arrays.stream(Permission.values())
                .anyMatch(permission -> permission.name().equals(entry.right()) && !role.grants(permission));
    }

    private boolean isRefused(Role role, Entry entry) {
        var method = Objects.requireNonNull(entry.method());
        return as(role, () -> {
            try {
                method.invoke(entry.target(), arguments(method));
                return false;
            } catch (InvocationTargetException e) {
                return e.getCause() instanceof Forbidden;
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static @Nullable Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> type == int.class ? (Object) 0 : type == boolean.class ? (Object) false : null)
                .toArray();
    }

    private <T> T as(Role role, Supplier<T> work) {
        var actor = new Actor(
                new UserId(UUID.randomUUID()),
                "somebody",
                "Somebody",
                null,
                EnumSet.allOf(Scope.class),
                Map.of(new TeamId(UUID.randomUUID()), Set.of(role)));
        SecurityContextHolder.setContext(
                new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(actor, null, List.of())));
        try {
            return work.get();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    /** With an empty body and ids nobody has: whoever may act is told that the thing is not there, or what the body lacks. */
    private static int status(Entry entry, Caller caller) {
        var path = entry.name()
                .substring(entry.name().indexOf(' ') + 1)
                .replaceAll("\\{\\*?\\w+}", UUID.randomUUID().toString());
        var verb = entry.name().substring(0, entry.name().indexOf(' '));
        return switch (verb) {
            case "GET" -> caller.get(path).status();
            case "DELETE" -> caller.delete(path).status();
            case "PUT" -> caller.put(path, "{}").status();
            case "POST" -> caller.post(path, "{}").status();
            default -> throw new IllegalStateException("Nobody knocks by " + verb);
        };
    }

    private Caller caller(Role role) {
        var token = TOKENS.computeIfAbsent(role, this::newToken);
        return Caller.with(port, token);
    }

    private String newToken(Role role) {
        var name = "knocks-" + role.name().toLowerCase(Locale.ROOT).replace('_', '-');
        people.user(name, "Team of " + role, role);
        return people.token(name);
    }
}
