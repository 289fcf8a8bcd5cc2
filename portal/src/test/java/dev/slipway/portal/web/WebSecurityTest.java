package dev.slipway.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.Caller;
import dev.slipway.portal.People;
import dev.slipway.portal.PortalTest;
import dev.slipway.security.Role;
import dev.slipway.security.Scope;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import({People.class, CsrfWindow.class})
class WebSecurityTest {

    private final People people;
    private final int port;

    @Autowired
    WebSecurityTest(People people, @LocalServerPort int port) {
        this.people = people;
        this.port = port;
    }

    @Test
    void letsInWhoKnowsThePassword() {
        people.user("ada", "workforce", Role.DATA_SCIENTIST);
        var browser = Caller.browser(port);

        var answer = signIn(browser, "ada", PortalTest.PASSWORD);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).endsWith("/");
        assertThat(browser.get("/api/v1/experiments").status()).isEqualTo(200);
    }

    @Test
    void changesTheSessionWhenSomebodySignsIn() {
        people.user("fixed", "workforce", Role.VIEWER);
        var browser = Caller.browser(port);
        browser.get("/test/csrf");
        var before = Objects.requireNonNull(browser.cookie("SLIPWAYID")).getValue();

        signIn(browser, "fixed", PortalTest.PASSWORD);

        var after = Objects.requireNonNull(browser.cookie("SLIPWAYID"));
        assertThat(after.getValue()).isNotEqualTo(before);
        assertThat(after.isHttpOnly()).isTrue();
    }

    @Test
    void sendsAWrongPasswordBackToTheForm() {
        people.user("bob", "workforce", Role.VIEWER);
        var browser = Caller.browser(port);

        var answer = signIn(browser, "bob", "not the password");

        assertThat(answer.header("Location")).endsWith("/login?error");
        assertThat(browser.get("/api/v1/experiments").status()).isEqualTo(401);
    }

    @Test
    void saysHowLongTheLockLasts(JdbcClient jdbc) {
        people.user("eve", "workforce", Role.VIEWER);
        var browser = Caller.browser(port);
        for (var i = 0; i < 5; i++) {
            signIn(browser, "eve", "guess " + i);
        }

        var answer = signIn(browser, "eve", PortalTest.PASSWORD);

        assertThat(answer.header("Location")).matches(".*/login\\?locked=(59|60)");
        jdbc.sql("delete from security.sign_in_failure").update();
    }

    @Test
    void refusesASignInWithoutTheFormsToken() {
        people.user("csrf", "workforce", Role.VIEWER);
        var browser = Caller.browser(port);

        var answer = browser.form("/login", Map.of("username", "csrf", "password", PortalTest.PASSWORD));

        assertThat(answer.header("Location")).endsWith("/login?ended");
        assertThat(browser.get("/api/v1/experiments").status()).isEqualTo(401);
    }

    @Test
    void bringsADeepLinkBackAfterSigningIn() {
        people.user("deep", "workforce", Role.VIEWER);
        var browser = Caller.browser(port);
        var asked = browser.get("/experiments/7?tab=runs", "Accept", "text/html");
        assertThat(asked.header("Location")).endsWith("/login");

        var answer = signIn(browser, "deep", PortalTest.PASSWORD);

        assertThat(answer.header("Location")).contains("/experiments/7?tab=runs");
    }

    @Test
    void signsOut() {
        people.user("leaver", "workforce", Role.VIEWER);
        var browser = Caller.browser(port);
        signIn(browser, "leaver", PortalTest.PASSWORD);

        var answer = browser.form("/logout", Map.of("_csrf", csrf(browser)));

        assertThat(answer.header("Location")).endsWith("/login?signed-out");
        assertThat(browser.get("/api/v1/experiments").status()).isEqualTo(401);
    }

    @Test
    void endsTheSessionOfADisabledUserAtTheNextRequest() {
        var user = people.user("gone", "workforce", Role.VIEWER);
        var browser = Caller.browser(port);
        signIn(browser, "gone", PortalTest.PASSWORD);

        people.disable(user);

        assertThat(browser.get("/models").header("Location")).endsWith("/login?ended");
        assertThat(browser.get("/api/v1/experiments").status()).isEqualTo(401);
        assertThat(signIn(browser, "gone", PortalTest.PASSWORD).header("Location"))
                .endsWith("/login?error");
    }

    @Test
    void endsEverySessionOfWhoSignsOutEverywhere() {
        var user = people.user("wanderer", "workforce", Role.VIEWER);
        var desk = Caller.browser(port);
        var phone = Caller.browser(port);
        signIn(desk, "wanderer", PortalTest.PASSWORD);
        signIn(phone, "wanderer", PortalTest.PASSWORD);

        people.signOutEverywhere(user);

        assertThat(desk.get("/models").header("Location")).endsWith("/login?ended");
        assertThat(phone.form("/?v-r=uidl", Map.of()).body()).isEqualTo("Vaadin-Refresh");
    }

    @Test
    void takesARoleAwayAtOnce() {
        var user = people.user("demoted", "workforce", Role.ML_ENGINEER);
        var browser = Caller.browser(port);
        signIn(browser, "demoted", PortalTest.PASSWORD);
        assertThat(browser.get("/test/authorities").body()).contains("ROLE_EDIT_POLICIES");

        people.take(user);

        assertThat(browser.get("/test/authorities").body())
                .contains("ROLE_SEE_OWN_ACCOUNT")
                .doesNotContain("ROLE_EDIT_POLICIES", "ROLE_READ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/experiments", "/api/v1/nonsense", "/api/openapi.json", "/api/"})
    void answersNobodyWithAProblem(String path) {
        var answer = Caller.browser(port).get(path, "Accept", "text/html");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("code")).isEqualTo("not_signed_in");
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"slp_nonsense", "", "slp_0123456789abcdefghijklmnopqrstuvwxyzABCD000000"})
    void refusesAnUnknownToken(String token) {
        var answer = Caller.with(port, token).get("/api/v1/experiments");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.text("code")).isEqualTo("not_signed_in");
        assertThat(answer.text("detail")).isNotBlank();
    }

    @Test
    void refusesARevokedToken() {
        people.user("revoker", "workforce", Role.VIEWER);
        var token = people.token("revoker", Set.of(Scope.READ));
        var caller = Caller.with(port, token.token());
        assertThat(caller.get("/api/v1/experiments").status()).isEqualTo(200);

        people.revoke("revoker", token);

        assertThat(caller.get("/api/v1/experiments").status()).isEqualTo(401);
        assertThat(caller.get("/api/v1/experiments").text("detail")).contains("revoked");
    }

    @Test
    void refusesAnExpiredToken(JdbcClient jdbc) {
        people.user("sleeper", "workforce", Role.VIEWER);
        var token = people.token("sleeper", Set.of(Scope.READ));
        jdbc.sql("update security.api_token set expires_at = now() - interval '1 second' where id = ?")
                .param(token.row().id().value())
                .update();

        var answer = Caller.with(port, token.token()).get("/api/v1/experiments");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("detail")).contains("expired");
    }

    @Test
    void refusesATokenWithoutTheScope() {
        people.user("reader", "workforce", Role.ML_ENGINEER);
        var token = people.token("reader", Set.of(Scope.READ));

        var answer = Caller.with(port, token.token()).post("/api/v1/policies", "{\"yaml\": \"\"}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text("code")).isEqualTo("scope_missing");
    }

    @Test
    void neverLocksForWrongTokens() {
        people.user("steady", "workforce", Role.VIEWER);
        for (var i = 0; i < 40; i++) {
            Caller.with(port, "slp_wrong" + i).get("/api/v1/experiments");
        }

        var answer = signIn(Caller.browser(port), "steady", PortalTest.PASSWORD);

        assertThat(answer.header("Location")).endsWith("/");
    }

    @Test
    void takesNobodysWordForAnotherAddress() {
        people.user("forger", "workforce", Role.VIEWER);
        var token = people.token("forger", Set.of(Scope.READ));

        var used = Caller.with(port, token.token()).get("/api/v1/tokens", "X-Forwarded-For", "203.0.113.9");

        assertThat(used.json().get("items").get(0).get("last_used_from").asString())
                .isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
    }

    @Test
    void letsASessionReadTheApiButNotWrite() {
        people.user("clicker", "workforce", Role.ML_ENGINEER);
        var browser = Caller.browser(port);
        signIn(browser, "clicker", PortalTest.PASSWORD);

        assertThat(browser.get("/api/v1/experiments").status()).isEqualTo(200);
        assertThat(browser.get("/api/v1/experiments", "Sec-Fetch-Site", "cross-site")
                        .status())
                .isEqualTo(401);
        assertThat(browser.post("/api/v1/policies", "{\"yaml\": \"x\"}").status())
                .isEqualTo(401);
    }

    @Test
    void saysWhatAPageMayLoad() {
        var page = Caller.browser(port).get("/models", "Accept", "text/html");
        var api = Caller.browser(port).get("/api/v1/experiments");

        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'")
                .doesNotContain("script-src 'self' 'unsafe-inline'");
        assertThat(api.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Permissions-Policy")).contains("camera=()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void tellsEverybodyHowItIs(String path) {
        assertThat(Caller.browser(port).get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/env", "/actuator", "/anything"})
    void keepsTheRestForWhoIsSignedIn(String path) {
        assertThat(Caller.browser(port).get(path).header("Location")).endsWith("/login");
    }

    private static Caller.Answer signIn(Caller browser, String name, String password) {
        return browser.form("/login", Map.of("username", name, "password", password, "_csrf", csrf(browser)));
    }

    private static String csrf(Caller browser) {
        return browser.get("/test/csrf").body();
    }
}
