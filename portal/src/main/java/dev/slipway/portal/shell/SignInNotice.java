package dev.slipway.portal.shell;

import com.vaadin.flow.router.QueryParameters;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Tone;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why one is at the sign-in, as the address tells it.
 *
 * @param key of the text
 * @param seconds until the next attempt counts; 0 when nothing is locked
 */
record SignInNotice(Tone tone, Icon icon, String key, int seconds) {

    private static final int LONGEST_LOCK_SECONDS = 86_400;

    static Optional<SignInNotice> of(QueryParameters query) {
        var locked = query.getSingleParameter("locked").map(SignInNotice::locked);
        return locked.isPresent()
                ? locked
                : Stream.of("error", "busy", "unavailable", "ended", "signed-out")
                        .filter(query.getParameters()::containsKey)
                        .map(SignInNotice::plain)
                        .findFirst();
    }

    private static SignInNotice locked(String seconds) {
        return new SignInNotice(Tone.WARN, Icon.LOCK, "shell.login.locked", seconds(seconds));
    }

    private static SignInNotice plain(String reason) {
        return switch (reason) {
            case "error" -> new SignInNotice(Tone.CRITICAL, Icon.CRITICAL, "shell.login.error", 0);
            case "busy" -> new SignInNotice(Tone.WARN, Icon.CLOCK, "shell.login.busy", 0);
            case "unavailable" -> new SignInNotice(Tone.WARN, Icon.PLUG, "shell.login.unavailable", 0);
            case "signed-out" -> new SignInNotice(Tone.GOOD, Icon.CHECK_CIRCLE, "shell.login.signed-out", 0);
            default -> new SignInNotice(Tone.NONE, Icon.INFO, "shell.login.ended", 0);
        };
    }

    private static int seconds(String text) {
        try {
            return Math.clamp(Long.parseLong(text), 1, LONGEST_LOCK_SECONDS);
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
