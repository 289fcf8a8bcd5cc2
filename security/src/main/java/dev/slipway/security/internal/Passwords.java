package dev.slipway.security.internal;

import dev.slipway.kernel.InvalidField;
import java.util.Locale;
import java.util.Set;

/** What a password has to be (ASVS 5.0, 6.2): long, not common, not the name. No rules of composition. */
final class Passwords {

    static final int MIN = 12;
    static final int MAX = 128;

    /** The common ones that are long enough to pass the length rule. */
    private static final Set<String> COMMON = Set.of(
            "passwordpassword",
            "password1234",
            "password12345",
            "password123456",
            "123456789012",
            "1234567890123",
            "12345678901234",
            "123456123456",
            "qwertyuiop123",
            "qwertyuiopas",
            "qwertyqwerty",
            "letmeinletmein",
            "administrator",
            "adminadminadmin",
            "welcomewelcome",
            "iloveyouiloveyou",
            "changemechangeme",
            "changeme1234",
            "correcthorsebatterystaple",
            "aaaaaaaaaaaa",
            "111111111111",
            "000000000000",
            "abcdefghijkl",
            "slipwayslipway");

    private Passwords() {}

    static void check(String password, String username) {
        if (password.length() < MIN || password.length() > MAX) {
            throw refused("The password has " + password.length() + " characters. Give " + MIN + " to " + MAX + ".");
        }
        var lower = password.toLowerCase(Locale.ROOT);
        if (lower.contains(username.toLowerCase(Locale.ROOT))) {
            throw refused("The password contains the user name. Choose one that does not.");
        }
        if (COMMON.contains(lower) || lower.chars().distinct().count() < 4) {
            throw refused("The password is one of the first anybody would try. Choose another.");
        }
    }

    private static InvalidField refused(String message) {
        return new InvalidField("/password", message);
    }
}
