package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
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

    Visitor signIn(Demo.Login login) {
        open("login");
        page.locator("input[name=username]").fill(login.username());
        page.locator("input[name=password]").fill(login.password());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        page.waitForURL(url -> !url.contains("/login"));
        return settled();
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

    Locator heading() {
        return page.locator("main h1").first();
    }

    Visitor press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
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

    void sees(String text) {
        assertThat(page.getByText(text).first()).isVisible();
    }

    void sees(Pattern text) {
        assertThat(page.getByText(text).first()).isVisible();
    }

    /** What axe finds serious or critical, a line each. */
    List<String> barriers() {
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
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

    Visitor photograph(String name, Browser.Look look) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + "-" + look + ".png")));
        return this;
    }

    @Override
    public void close() {
        page.context().close();
    }
}
