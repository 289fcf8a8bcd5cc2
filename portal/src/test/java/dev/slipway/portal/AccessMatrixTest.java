package dev.slipway.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.SlipwayApplication;
import dev.slipway.db.test.PostgresTest;
import dev.slipway.portal.AccessMatrix.Entry;
import dev.slipway.security.Actor;
import dev.slipway.security.Actors;
import dev.slipway.security.Forbidden;
import dev.slipway.security.Permission;
import dev.slipway.security.Role;
import dev.slipway.security.RoleGrant;
import dev.slipway.security.Scope;
import dev.slipway.security.Teams;
import dev.slipway.security.Tokens;
import dev.slipway.security.UserId;
import dev.slipway.security.Username;
import dev.slipway.security.Users;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/**
 * Who may do what, on everything that can be called. The kept matrix is {@code access-matrix.txt}: what is not in it fails,
 * so that nobody opens a door without having written it down. Then each role knocks at each door.
 */
@PostgresTest
@SpringBootTest(
        classes = SlipwayApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "slipway.index.enabled=false",
            "slipway.serving.enabled=false",
            "slipway.mlflow.url=http://127.0.0.1:9",
            "slipway.policies.dir=target/test-policies"
        })
class AccessMatrixTest {

    private static final Path KEPT = Path.of("src/test/resources/access-matrix.txt");
    private static final Path FOUND = Path.of("target/access-matrix.txt");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Map<Role, String> TOKENS = new ConcurrentHashMap<>();

    private final AccessMatrix matrix;
    private final ApplicationContext context;
    private final String portal;

    AccessMatrixTest(
            @org.springframework.beans.factory.annotation.Autowired ApplicationContext context,
            @Value("${local.server.port}") int port) {
        this.context = context;
        this.matrix = new AccessMatrix(context);
        this.portal = "http://127.0.0.1:" + port;
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
    void answersEachRequestByTheRightOfTheRole(Role role) throws Exception {
        var wrong = new ArrayList<String>();
        for (var entry : matrix.handlers()) {
            var status = status(entry, token(role));
            if (mayNot(role, entry) ? status != 403 : status == 401 || status >= 500 && status != 503) {
                wrong.add(entry + " answered " + status);
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void answersNobodyWithoutAToken() throws Exception {
        var wrong = new ArrayList<String>();
        for (var entry : matrix.handlers()) {
            var status = status(entry, null);
            if (status != 401) {
                wrong.add(entry + " answered " + status);
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void sendsWhoIsNotSignedInFromEveryClosedScreenToTheSignIn() throws Exception {
        var wrong = new ArrayList<String>();
        for (var view : matrix.views()) {
            var path = view.name().replaceAll(":\\w+", "1");
            var answer = CLIENT.send(
                    HttpRequest.newBuilder(URI.create(portal + path)).build(), BodyHandlers.ofString());
            var sentAway = answer.statusCode() == 302
                    && answer.headers().firstValue("location").orElse("").contains("/login");
            if (sentAway == view.right().equals(AccessMatrix.OPEN)) {
                wrong.add(view + " answered " + answer.statusCode());
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static boolean mayNot(Role role, Entry entry) {
        return Arrays.stream(Permission.values())
                .anyMatch(permission -> permission.name().equals(entry.right()) && !role.grants(permission));
    }

    private boolean isRefused(Role role, Entry entry) {
        var method = java.util.Objects.requireNonNull(entry.method());
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
                Map.of(new dev.slipway.security.TeamId(UUID.randomUUID()), Set.of(role)));
        SecurityContextHolder.setContext(
                new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(actor, null, List.of())));
        try {
            return work.get();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    /** With an empty body and ids nobody has: whoever may act is told that the thing is not there, or what the body lacks. */
    private int status(Entry entry, @Nullable String token) throws IOException, InterruptedException {
        var verbAndPath = entry.name().split(" ", 2);
        var path = verbAndPath[1].replaceAll("\\{\\*?\\w+}", UUID.randomUUID().toString());
        var request = HttpRequest.newBuilder(URI.create(portal + path))
                .header("Content-Type", "application/json")
                .method(verbAndPath[0], verbAndPath[0].equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return CLIENT.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private String token(Role role) {
        return TOKENS.computeIfAbsent(role, this::newToken);
    }

    private String newToken(Role role) {
        var actors = context.getBean(Actors.class);
        var name = new Username("knocks-as-" + role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        var user = actors.asSystem(() -> {
            var team = context.getBean(Teams.class).create("Team of " + role);
            return context.getBean(Users.class)
                    .create(name, "correct horse battery staple", "Knocks", List.of(new RoleGrant(team.id(), role)));
        });
        var actor = new Actor(user.id(), name.value(), "Knocks", null, EnumSet.allOf(Scope.class), Map.of());
        SecurityContextHolder.setContext(
                new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(actor, null, List.of())));
        try {
            return context.getBean(Tokens.class)
                    .create("knocks", EnumSet.of(Scope.READ, Scope.WRITE, Scope.APPROVE), null)
                    .token();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }
}
