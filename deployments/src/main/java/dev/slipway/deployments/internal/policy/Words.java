package dev.slipway.deployments.internal.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a mistyped word was probably meant to be. */
final class Words {

    private Words() {}

    /** The nearest of the known words, or all of them when none is near. */
    static String suggestion(String word, List<String> known) {
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= Math.max(2, candidate.length() / 3))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .map(nearest -> "Did you mean " + nearest + "?")
                .orElseGet(() -> "Use one of: " + String.join(", ", known) + ".");
    }

    static Optional<Double> number(String text) {
        try {
            var number = Double.parseDouble(text.replace("_", ""));
            return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Levenshtein's: single characters to insert, delete or replace. */
    private static int distance(String from, String to) {
        var row = new int[to.length() + 1];
        for (var column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (var index = 1; index <= from.length(); index++) {
            nextRow(row, index, from.charAt(index - 1), to);
        }
        return row[to.length()];
    }

    private static void nextRow(int[] row, int index, char character, String to) {
        var diagonal = row[0];
        row[0] = index;
        for (var column = 1; column < row.length; column++) {
            var replaced = diagonal + (character == to.charAt(column - 1) ? 0 : 1);
            diagonal = row[column];
            row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
        }
    }
}
