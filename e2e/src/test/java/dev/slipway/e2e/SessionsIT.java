package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import dev.slipway.e2e.Demo.Login;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing in and out, and what happens to an open tab when a session ends. Everybody here is a guest of one test. */
class SessionsIT {

    private static final String ANOTHER_PASSWORD = "low water at seven";
    private static final int FAILURES_BEFORE_LOCK = 5;
    private static final int LONGEST_FIRST_LOCK_MS = 75_000;
    private static final Pattern REFUSED = Pattern.compile("do not belong together");

    @RegisterExtension
    final Visitors visitors = new Visitors();

    private final Demo demo = Demo.get();

    @Test
    void doesNotTellWhichHalfOfASignInIsWrong() {
        var guest = demo.newcomer("viewer");
        var visitor = visitors.somebody().from("192.0.2.10").open("login");

        visitor.offer(guest.username(), "not the password").settled();
        assertThat(visitor.alert()).containsText(REFUSED);
        var wrongPassword = visitor.alert().innerText();
        visitor.offer("nobody-" + guest.username(), guest.password()).settled();

        assertThat(visitor.alert()).hasText(wrongPassword);
        assertThat(visitor.page().url()).doesNotContain(guest.username());
    }

    @Test
    void knowsWhereSomebodyBehindATrustedProxyComesFrom() {
        var guest = demo.newcomer("viewer");

        visitors.somebody().from("192.0.2.14").signIn(guest);

        var signedIn = demo.as("admin").get("/api/v1/audit?limit=1&actor=" + guest.username());
        assertThat(signedIn.json().get("items").get(0).get("after").toString()).contains("192.0.2.14");
    }

    @Test
    void locksAfterRepeatedFailuresSaysForHowLongAndLetsInAfterwards() {
        var guest = demo.newcomer("viewer");
        var visitor = visitors.somebody().from("192.0.2.11").open("login");

        for (var n = 0; n < FAILURES_BEFORE_LOCK; n++) {
            visitor.offer(guest.username(), "guess number " + n).settled();
        }
        assertThat(visitor.alert())
                .containsText(
                        Pattern.compile("Too many attempts failed\\. The next one counts in (1 min )?\\d+\\s(s|min)"));
        visitor.offer(guest.username(), guest.password()).settled();
        assertThat(visitor.alert()).containsText("Too many attempts failed");

        assertThat(visitor.alert())
                .containsText(
                        "You can try again now",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(LONGEST_FIRST_LOCK_MS));
        visitor.offer(guest.username(), guest.password()).isAt("");
    }

    @Test
    void bringsADeepLinkBackAfterSigningIn() {
        var deep = "models/employment/" + demo.versionWithRole("passes");
        var visitor = visitors.somebody();

        visitor.open(deep).isAt("login");
        enter(visitor, demo.newcomer("viewer")).isAt(deep);

        assertThat(visitor.heading()).containsText("employment");
    }

    @Test
    void stopsTheOldPasswordAndOtherSessionsWhenOneChangesIt() {
        var guest = demo.newcomer("viewer");
        var changed = new Login(guest.username(), ANOTHER_PASSWORD, "");
        var phone = visitors.somebody().signIn(guest).open("models");
        var desk = visitors.somebody().from("192.0.2.12").signIn(guest).open("account");

        changePassword(desk, "not the present one");
        assertThat(desk.page().locator("main vaadin-password-field[invalid]").first())
                .isVisible();
        changePassword(desk, guest.password());

        desk.isAt("login").sees("You are signed out");
        phone.isAt("login").sees("Your sign-in ended, or was ended elsewhere");
        desk.offer(guest.username(), guest.password()).settled();
        assertThat(desk.alert()).containsText(REFUSED);
        enter(desk, changed).isAt("");
    }

    private static void changePassword(Visitor visitor, String old) {
        visitor.page().getByLabel("Present password").fill(old);
        visitor.page()
                .getByLabel("New password", new Page.GetByLabelOptions().setExact(true))
                .fill(ANOTHER_PASSWORD);
        visitor.page().getByLabel("New password, again").fill(ANOTHER_PASSWORD);
        visitor.button("Change the password").click();
    }

    @Test
    void signsOutOnEveryDevice() {
        var guest = demo.newcomer("viewer");
        var phone = visitors.somebody().signIn(guest).open("experiments");
        var desk = visitors.somebody().signIn(guest).open("account");

        desk.button("Sign out everywhere").click();

        desk.isAt("login");
        phone.isAt("login").sees("Your sign-in ended, or was ended elsewhere");
        phone.open("experiments").isAt("login");
    }

    @Test
    void signsOutHereOnly() {
        var guest = demo.newcomer("viewer");
        var phone = visitors.somebody().signIn(guest).open("experiments");
        var desk = visitors.somebody().signIn(guest);

        desk.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Account of")))
                .click();
        desk.page()
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Sign out"))
                .click();

        desk.isAt("login").sees("You are signed out");
        desk.open("experiments").isAt("login");
        phone.open("models").isAt("models");
    }

    @Test
    void setsAPasswordOnceByTheLinkAnAdminMakes() {
        var guest = demo.newcomer("viewer");
        var admin = visitors.as("admin").open("people");
        admin.manage(guest).press("Make a reset link").press("Make a reset link");
        var link = admin.dialog().getByLabel("The link").innerText();

        var owner = visitors.somebody().from("192.0.2.13").open("login");
        owner.offer(guest.username(), guest.password()).settled();
        assertThat(owner.alert()).containsText(REFUSED);
        spend(owner, link).sees("The password is set");
        owner.follow("Sign in").isAt("login");
        enter(owner, new Login(guest.username(), ANOTHER_PASSWORD, "")).isAt("");

        var thief = spend(visitors.somebody(), link);
        assertThat(thief.page().locator("vaadin-password-field[invalid]").first())
                .isVisible();
        assertThat(thief.page().getByText("The password is set")).hasCount(0);
    }

    private static Visitor spend(Visitor visitor, String link) {
        visitor.page().navigate(link);
        visitor.page()
                .getByLabel("New password", new Page.GetByLabelOptions().setExact(true))
                .fill(ANOTHER_PASSWORD);
        visitor.page().getByLabel("New password, again").fill(ANOTHER_PASSWORD);
        visitor.button("Set the password").click();
        return visitor.settled();
    }

    @Test
    void keepsATypedReasonWhenTheSessionIsEndedElsewhere() {
        var guest = demo.newcomer("data_scientist");
        var page = "models/employment/" + demo.versionWithRole("passes");
        var visitor = typesAReason(visitors.somebody().signIn(guest).open(page));

        demo.signOutEverywhere(guest);

        visitor.isAt("login").sees("Your sign-in ended, or was ended elsewhere");
        enter(visitor, guest).isAt(page);
        findsTheReason(visitor);
    }

    @Test
    void keepsATypedReasonWhenTheServerForgotTheSession() {
        var guest = demo.newcomer("data_scientist");
        var page = "models/employment/" + demo.versionWithRole("passes");
        var visitor = typesAReason(visitors.somebody().signIn(guest).open(page));

        visitor.page().context().addCookies(List.of(new Cookie("SLIPWAYID", "forgotten").setUrl(demo.portal())));

        visitor.sees("Your sign-in ended").page().locator(".v-system-error").click();
        visitor.isAt("login").sees("Your sign-in ended, or was ended elsewhere");
        enter(visitor, guest).isAt(page);
        findsTheReason(visitor);
    }

    @Test
    void keepsATypedCommentWhenTheSessionIsEndedElsewhere() {
        var guest = demo.newcomer("ml_engineer");
        var id = demo.request("employment", demo.versionWithRole("passes"), "Production");
        try {
            var visitor = visitors.somebody().signIn(guest).open("promotions/" + id);
            visitor.page().getByLabel("Comment").fill("The residuals look odd in the west");

            demo.signOutEverywhere(guest);

            visitor.isAt("login");
            enter(visitor, guest).isAt("promotions/" + id);
            assertThat(visitor.page().getByLabel("Comment")).hasValue("The residuals look odd in the west");
            visitor.press("Reject").sees("Rejected");
            assertThat(demo.promotion(id).body()).contains("The residuals look odd in the west");
        } finally {
            demo.settle();
        }
    }

    private static Visitor typesAReason(Visitor visitor) {
        visitor.press("Request promotion");
        visitor.dialog().getByLabel("Reason").fill("Better in every family, and half the size");
        return visitor;
    }

    private static void findsTheReason(Visitor visitor) {
        visitor.press("Request promotion");
        assertThat(visitor.dialog().getByLabel("Reason")).hasValue("Better in every family, and half the size");
    }

    private static Visitor enter(Visitor visitor, Login login) {
        visitor.offer(login.username(), login.password());
        visitor.page().waitForURL(url -> !url.contains("/login"));
        return visitor.settled();
    }
}
