package dev.slipway.serving.internal.twin;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whether a twin gives what its native model gives; pure functions of the two models' answers.
 *
 * <p>Conversions that are right differ by less than 1e-6, since a twin counts in float32; wrong ones by 1e-2. The limit
 * of 1e-5 lies between.
 */
final class ParityComparison {

    static final double LIMIT = 1e-5;

    private ParityComparison() {}

    /**
     * Passes when no probability differs by more than {@link #LIMIT} and no label flips. A label flips when the twin's
     * most probable class is not the native label, and the native model tells the two apart: their native probabilities
     * lie further from each other than the limit. Otherwise it is a tie, such as 0.5 to 0.5 of a forest, and either is right.
     *
     * @param labels index of the native label of each row
     */
    static ParityOutcome probabilities(
            int[] labels, Scores.Probabilities expected, Scores.Probabilities actual, List<String> classes) {
        var worst = new Worst();
        for (var index = 0; index < expected.byClass().length; index++) {
            for (var row = 0; row < labels.length; row++) {
                worst.see(distance(expected.byClass()[index][row], actual.byClass()[index][row]), row, index);
            }
        }
        var flips = flips(labels, expected, actual);
        var passed = worst.difference <= LIMIT && flips == 0;
        var sentence = passed
                ? format(
                        "%,d rows agree: probabilities differ by at most %.2g, and every label is the same.",
                        labels.length, worst.difference)
                : disagreement(worst, flips, labels.length, expected, actual, classes);
        return new ParityOutcome(passed, labels.length, worst.difference, LIMIT, flips, sentence);
    }

    private static int flips(int[] labels, Scores.Probabilities expected, Scores.Probabilities actual) {
        var flips = 0;
        for (var row = 0; row < labels.length; row++) {
            var label = actual.label(row);
            if (label != labels[row] && !isTie(expected, row, labels[row], label)) {
                flips++;
            }
        }
        return flips;
    }

    /** A row without a single number on either side is one, too. */
    private static boolean isTie(Scores.Probabilities expected, int row, int label, int other) {
        if (other < 0) {
            return expected.label(row) < 0;
        }
        return Math.abs(expected.byClass()[label][row] - expected.byClass()[other][row]) <= LIMIT;
    }

    private static String disagreement(
            Worst worst,
            int flips,
            int rows,
            Scores.Probabilities expected,
            Scores.Probabilities actual,
            List<String> classes) {
        return format(
                "Probabilities differ by up to %.2g (row %,d, class %s: native %.6g, twin %.6g), where %.0e is allowed, and %,d of"
                        + " %,d rows get another label. The twin must not serve. A scaler before trees is the usual cause:"
                        + " train trees on unscaled columns, convert again, and register a new version.",
                worst.difference,
                worst.row,
                classes.get(worst.index),
                expected.byClass()[worst.index][worst.row],
                actual.byClass()[worst.index][worst.row],
                LIMIT,
                flips,
                rows);
    }

    /**
     * Passes when no value differs by more than {@link #LIMIT} of its size. A value smaller than the sample's usual one
     * (the median of the absolute native values) is measured by that: near zero, rounding is not relative to the value but
     * to the terms that cancelled. The median, and not the mean, so that one huge value cannot excuse the others.
     */
    static ParityOutcome values(double[] expected, double[] actual) {
        var usual = usualSize(expected);
        var worst = new Worst();
        for (var row = 0; row < expected.length; row++) {
            worst.see(relative(expected[row], actual[row], usual), row, 0);
        }
        var passed = worst.difference <= LIMIT;
        var sentence = passed
                ? format(
                        "%,d rows agree: values differ by at most %.2g of their size.",
                        expected.length, worst.difference)
                : format(
                        "Values differ by up to %.2g of their size (row %,d: native %.8g, twin %.8g), where %.0e is allowed."
                                + " The twin must not serve. Convert again with the types the model was trained on, and"
                                + " register a new version.",
                        worst.difference, worst.row, expected[worst.row], actual[worst.row], LIMIT);
        return new ParityOutcome(passed, expected.length, worst.difference, LIMIT, 0, sentence);
    }

    private static double relative(double expected, double actual, double usual) {
        var distance = distance(expected, actual);
        return Double.isFinite(distance) ? distance / Math.max(Math.abs(expected), usual) : distance;
    }

    /** 1 when all are zero or none is finite. */
    private static double usualSize(double[] values) {
        var sizes = Arrays.stream(values)
                .map(Math::abs)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return sizes.length == 0 || sizes[sizes.length / 2] == 0 ? 1 : sizes[sizes.length / 2];
    }

    /** NaN equals NaN and an infinity itself; between a number and none lies infinity. */
    private static double distance(double expected, double actual) {
        if (Double.compare(expected, actual) == 0 || expected == actual) {
            return 0;
        }
        var distance = Math.abs(expected - actual);
        return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
    }

    private static String format(String text, Object... arguments) {
        return String.format(Locale.ROOT, text, arguments);
    }

    /** The largest difference so far, and where it is. */
    private static final class Worst {
        private double difference;
        private int row;
        private int index;

        void see(double seen, int row, int index) {
            if (seen > difference) {
                this.difference = seen;
                this.row = row;
                this.index = index;
            }
        }
    }
}
