package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Somebody at a browser, in the words of what people do. */
final class Visitor implements AutoCloseable {

    private static final Path SCREENSHOTS = Launcher.ROOT.resolve("target/screenshots");

    private final Page page;

    Visitor(Page page) {
        this.page = page;
    }

    Page page() {
        return page;
    }

    /** Comes from another address, such as {@code 192.0.2.7}, for which failed sign-ins count apart. */
    Visitor from(String address) {
        page.setExtraHTTPHeaders(Map.of("X-Forwarded-For", address));
        return this;
    }

    Visitor signIn(Demo.Login login) {
        open("login").offer(login.username(), login.password());
        page.waitForURL(url -> !url.contains("/login"));
        return settled();
    }

    /** Fills in the sign-in form that is on the screen. */
    Visitor offer(String username, String password) {
        page.locator("input[name=username]").fill(username);
        page.locator("input[name=password]").fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        return this;
    }

    Visitor open(String path) {
        page.navigate("/" + path);
        return settled();
    }

    /** Waits until the screen has its heading and the server has answered. */
    Visitor settled() {
        assertThat(page.locator("h1").first()).isVisible();
        page.waitForFunction(
                "() => !window.Vaadin?.Flow?.clients || Object.values(window.Vaadin.Flow.clients).every(c => !c.isActive || !c.isActive())");
        return this;
    }

    /** What the screen says by itself. */
    Locator alert() {
        return page.getByRole(AriaRole.ALERT).first();
    }

    Locator heading() {
        return page.locator("main h1").first();
    }

    Visitor press(String button) {
        button(button).last().click();
        return settled();
    }

    /** A key, or several at once such as {@code Control+k}. */
    Visitor strike(String keys) {
        page.keyboard().press(keys);
        return settled();
    }

    Visitor follow(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link))
                .first()
                .click();
        return settled();
    }

    Visitor fill(String label, String text) {
        page.getByLabel(label).first().fill(text);
        return this;
    }

    /** Opens what an admin can do with somebody, on the screen of the people. */
    Visitor manage(Demo.Login somebody) {
        fill("Name or user name", somebody.username());
        var buttons = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Manage ")));
        assertThat(buttons).hasCount(1);
        buttons.click();
        return settled();
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The dialog on top. */
    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG).last();
    }

    Locator panel(String title) {
        return page.locator("main section")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.HEADING,
                                new Page.GetByRoleOptions().setName(title).setExact(true))))
                .first();
    }

    Visitor sees(String text) {
        assertThat(visible(page.getByText(text))).isVisible();
        return this;
    }

    Visitor sees(Pattern text) {
        assertThat(visible(page.getByText(text))).isVisible();
        return this;
    }

    Visitor isAt(String path) {
        page.waitForURL(url -> URI.create(url).getPath().equals("/" + path));
        return this;
    }

    private static Locator visible(Locator found) {
        return found.locator("visible=true").first();
    }

    /** What axe finds serious or critical, a line each. */
    List<String> barriers() {
        var only = new AxeRunOptions();
        only.setResultTypes(List.of("violations"));
        // Without frames there is nothing that a page of axe's own would be needed for.
        return new AxeBuilder(page)
                .setLegacyMode(true).options(only).analyze().getViolations().stream()
                        .filter(rule -> "serious".equals(rule.getImpact()) || "critical".equals(rule.getImpact()))
                        .map(Visitor::line)
                        .toList();
    }

    private static String line(Rule rule) {
        return rule.getImpact() + " " + rule.getId() + ": "
                + rule.getNodes().stream()
                        .limit(3)
                        .map(node -> String.valueOf(node.getTarget()) + " " + node.getHtml())
                        .toList();
    }

    /** Another window and another scheme of the system; the page stays. Without motion, so that nothing is seen half-way. */
    Visitor turnTo(Browser.Look look) {
        page.setViewportSize(look.width(), look.height());
        page.emulateMedia(new Page.EmulateMediaOptions()
                .setColorScheme(look.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE));
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        return settled();
    }

    Visitor photograph(String name, Browser.Look look) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + "-" + look + ".png")));
        return this;
    }

    @Override
    public void close() {
        page.context().close();
    }
}
