package dev.slipway.deployments.internal.policy;

import java.util.Locale;

/** Numbers ready to read: four decimals, more where they are needed to tell two apart, and a true minus. */
final class Numbers {

    private static final double SMALLEST_SHOWN = 0.0005;
    private static final int DECIMALS = 4;
    private static final int MOST_DECIMALS = 17;

    private Numbers() {}

    static String text(double value) {
        return withTrueMinus(plain(value));
    }

    /** With as many decimals as it takes to look other than {@code neighbour}, if it is another number. */
    static String apartFrom(double neighbour, double value) {
        var decimals = DECIMALS;
        while (decimals < MOST_DECIMALS
                && value != neighbour
                && plain(value, decimals).equals(plain(neighbour, decimals))) {
            decimals++;
        }
        return withTrueMinus(plain(value, decimals));
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
        return plain(value, DECIMALS);
    }

    private static String plain(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        var text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return Double.parseDouble(text) == 0 && text.startsWith("-") ? text.substring(1) : text;
    }

    private static String withTrueMinus(String text) {
        return text.replace('-', '\u2212');
    }
}
