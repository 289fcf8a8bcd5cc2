package dev.slipway.security;

import dev.slipway.kernel.InvalidField;
import java.util.Locale;
import java.util.regex.Pattern;

/** What somebody types to sign in: 2 to 64 letters, digits and {@code . _ - @}, told apart without regard to case. */
public record Username(String value) {

    private static final Pattern SYNTAX = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,63}");

    public Username {
        value = value.trim().toLowerCase(Locale.ROOT);
        if (!SYNTAX.matcher(value).matches()) {
            throw new InvalidField(
                    "/username",
                    "A user name has 2 to 64 letters, digits and . _ - @, and begins with a letter or digit.");
        }
    }
}
