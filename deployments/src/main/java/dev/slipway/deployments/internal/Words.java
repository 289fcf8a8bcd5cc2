package dev.slipway.deployments.internal;

import dev.slipway.kernel.InvalidField;
import org.springframework.util.StringUtils;

/** What people write: trimmed, and not longer than anybody reads. */
final class Words {

    private static final int MAX = 2_000;

    private Words() {}

    /** @param example of what is wanted here, as the end of a sentence */
    static String required(String pointer, String text, String example) {
        if (text.isBlank()) {
            throw new InvalidField(pointer, name(pointer) + " is missing. Say " + example + ".");
        }
        return optional(pointer, text);
    }

    static String optional(String pointer, String text) {
        if (text.length() > MAX) {
            throw new InvalidField(
                    pointer, name(pointer) + " has " + text.length() + " characters. Say it in " + MAX + " or fewer.");
        }
        return text.strip();
    }

    /** The field's, at the beginning of a sentence. */
    private static String name(String pointer) {
        return StringUtils.capitalize(pointer.substring(1));
    }
}
