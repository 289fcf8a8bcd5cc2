package dev.slipway.deployments.internal.policy;

import java.util.Locale;

/** Numbers ready to read: four decimals and a true minus. */
final class Numbers {

    private static final double SMALLEST_SHOWN = 0.0005;

    private Numbers() {}

    static String text(double value) {
        return withTrueMinus(plain(value));
    }

    /** With its sign, for a difference. */
    static String signed(double value) {
        var text = plain(value);
        return withTrueMinus(text.startsWith("-") || Double.parseDouble(text) == 0 ? text : "+" + text);
    }

    /** For differences that may be far below four decimals, such as {@code 3.1e−07}. */
    static String small(double value) {
        return value != 0 && Math.abs(value) < SMALLEST_SHOWN
                ? withTrueMinus(String.format(Locale.ROOT, "%.1e", value))
                : text(value);
    }

    private static String plain(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        var text = String.format(Locale.ROOT, "%.4f", value);
        return text.equals("-0.0000") ? "0.0000" : text;
    }

    private static String withTrueMinus(String text) {
        return text.replace('-', '\u2212');
    }
}
