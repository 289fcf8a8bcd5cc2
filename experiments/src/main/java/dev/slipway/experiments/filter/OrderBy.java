package dev.slipway.experiments.filter;

import dev.slipway.experiments.InvalidFilter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** One sort key, such as {@code metrics.accuracy DESC}. */
public record OrderBy(Field field, boolean ascending) {

    private static final int MOST_KEYS = 20;
    private static final int MOST_CHARACTERS = 1_000;

    /** @throws InvalidFilter with the offending character, when a key comes twice or when there are more than 20 */
    public static List<OrderBy> parse(List<String> texts) {
        if (texts.size() > MOST_KEYS) {
            throw new InvalidFilter(
                    "/order_by/" + MOST_KEYS, 0, "runs are sorted by at most " + MOST_KEYS + " keys. Leave some out.");
        }
        var orders = IntStream.range(0, texts.size())
                .mapToObj(i -> parse(texts.get(i), "/order_by/" + i))
                .toList();
        var seen = new HashSet<Field>();
        for (var i = 0; i < orders.size(); i++) {
            if (!seen.add(orders.get(i).field())) {
                throw new InvalidFilter("/order_by/" + i, 0, "this key comes twice. Leave one out.");
            }
        }
        return orders;
    }

    private static OrderBy parse(String text, String pointer) {
        if (text.length() > MOST_CHARACTERS) {
            throw new InvalidFilter(
                    pointer, MOST_CHARACTERS, "a key has at most " + MOST_CHARACTERS + " characters. Shorten it.");
        }
        var tokens = Lexer.tokens(text, pointer);
        var key = tokens.getFirst();
        if (!key.canBeKey()) {
            throw new InvalidFilter(
                    pointer, key.position(), "expected a key such as metrics.accuracy, found " + key.described() + ".");
        }
        if (text.endsWith(" ")) {
            throw new InvalidFilter(pointer, text.length() - 1, "a blank stands at the end. Take it away.");
        }
        var field = Fields.ofOrder(key, pointer);
        if (field.kind() == Field.Kind.DATASET) {
            throw new InvalidFilter(pointer, key.position(), "runs cannot be sorted by a dataset.");
        }
        var direction = tokens.get(1);
        var ascending = ascending(direction, pointer);
        var rest = direction.kind() == Token.Kind.END ? direction : tokens.get(2);
        if (rest.kind() != Token.Kind.END) {
            throw new InvalidFilter(
                    pointer, rest.position(), "expected the end, found " + rest.text() + ". Give one key an entry.");
        }
        return new OrderBy(field, ascending);
    }

    private static boolean ascending(Token direction, String pointer) {
        if (direction.kind() == Token.Kind.END) {
            return true;
        }
        return switch (direction.text().toUpperCase(Locale.ROOT)) {
            case "ASC" -> true;
            case "DESC" -> false;
            default ->
                throw new InvalidFilter(
                        pointer, direction.position(), "expected ASC or DESC, found " + direction.text() + ".");
        };
    }
}
