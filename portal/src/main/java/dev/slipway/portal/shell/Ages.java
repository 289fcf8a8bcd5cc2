package dev.slipway.portal.shell;

import java.time.Duration;

/** An age in one whole unit: 2 s, 3 min, 5 h, 2 d. */
final class Ages {

    private Ages() {}

    static String of(Duration age) {
        var seconds = Math.max(0, age.toSeconds());
        if (seconds < 60) {
            return seconds + "\u00a0s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + "\u00a0min";
        }
        return seconds < 86_400 ? seconds / 3_600 + "\u00a0h" : seconds / 86_400 + "\u00a0d";
    }
}
