package dev.slipway.e2e;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One Chromium for all tests of this JVM. */
final class Browser {

    private final com.microsoft.playwright.Browser chromium;

    private Browser() {
        var environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        chromium = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(Path.of(executable()))
                        .setArgs(
                                List.of("--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage")));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
    }

    static Browser get() {
        return Holder.BROWSER;
    }

    /** A visitor with nothing remembered, not signed in. */
    Visitor visitor(String portal, Look look) {
        var context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(portal)
                .setViewportSize(look.width(), look.height())
                .setColorScheme(look.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setTimezoneId("Europe/Paris")
                .setLocale("en-GB"));
        context.setDefaultTimeout(15_000);
        return new Visitor(context.newPage());
    }

    private static String executable() {
        var configured = System.getenv("SLIPWAY_CHROMIUM");
        return configured == null ? "/usr/bin/chromium" : configured;
    }

    /** How wide the window is, and which scheme the visitor's system has. */
    record Look(int width, int height, boolean dark) {

        static final Look DESK = new Look(1440, 900, false);
        static final Look DESK_DARK = new Look(1440, 900, true);
        static final Look PHONE = new Look(390, 844, false);
        static final Look PHONE_DARK = new Look(390, 844, true);

        @Override
        public String toString() {
            return width + (dark ? "-dark" : "-light");
        }
    }

    private static final class Holder {
        static final Browser BROWSER = new Browser();
    }
}
