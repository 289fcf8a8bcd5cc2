package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./slipway run} on an empty home: nobody can sign in until the one-time link made the first admin. */
class FirstStartIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Pattern LINK = Pattern.compile("once: (http://127\\.0\\.0\\.1:\\d+)(/welcome\\S+)");
    private static final String PASSWORD = "the harbour at dusk";

    @TempDir
    Path folder;

    @AfterEach
    void stops() {
        assertThat(Launcher.run(LIMIT, "stop", "--home", home()).exit()).isZero();
    }

    @Test
    void makesTheFirstAdminOnceByTheLinkAndEnter() {
        var started = Launcher.run(
                LIMIT, Map.of("SLIPWAY_MLFLOW_URL", Demo.get().mlflow()), "run", "--detach", "--home", home());
        assertThat(started.exit()).as(started.err()).isZero();
        var link = LINK.matcher(started.out());
        assertThat(link.find()).as(started.out()).isTrue();

        try (var owner = Browser.get().visitor(link.group(1), Browser.Look.DESK)) {
            owner.open(link.group(2).substring(1)).sees("Welcome aboard").strike("Enter");
            owner.sees("Type your name").sees("Type a user name").sees("Type the new password");
            owner.fill("Your name", "Åsa Lindqvist").fill("User name", "asa").fill("New password", PASSWORD);
            owner.fill("New password, again", PASSWORD + "!").strike("Enter");
            owner.sees("The two are not the same")
                    .fill("New password, again", PASSWORD)
                    .strike("Enter");
            owner.sees("The account is made");

            owner.open(link.group(2).substring(1)).sees("has its first account already");
            owner.open("login").offer("asa", PASSWORD);
            owner.page().waitForURL(url -> !url.contains("/login"));
            owner.open("experiments").sees("employment");
            owner.open("people").sees("Åsa Lindqvist");
        }
        assertThat(Launcher.run(LIMIT, "status", "--home", home()).out()).contains("up");
    }

    private String home() {
        return folder.resolve("home").toString();
    }
}
