package dev.slipway.deployments.internal;

import dev.slipway.kernel.InvalidField;

/** What people write: trimmed, and not longer than anybody reads. */
final class Words {

    private static final int MAX = 2_000;

    private Words() {}

    /** @param example of what is wanted here, as the end of a sentence */
    static String required(String pointer, String text, String example) {
        if (text.isBlank()) {
            throw new InvalidField(pointer, pointer.substring(1) + " is missing. Say " + example + ".");
        }
        return optional(pointer, text);
    }

    static String optional(String pointer, String text) {
        if (text.length() > MAX) {
            throw new InvalidField(
                    pointer,
                    pointer.substring(1) + " has " + text.length() + " characters. Say it in " + MAX + " or fewer.");
        }
        return text.strip();
    }
}
