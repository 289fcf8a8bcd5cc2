package dev.slipway.portal.experiments;

import dev.slipway.experiments.RunStatus;
import dev.slipway.experiments.Runs.RunColumns;
import dev.slipway.experiments.filter.RunAttribute;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What can stand at a place of filter text that is still being typed: a key, a sign, a value, or {@code and}. */
final class FilterCompletion {

    private static final int MOST = 12;
    private static final Pattern PIECE = Pattern.compile(
            "(?<value>'(?:''|[^'])*+'?)|(?<sign>[<>=!~]+)|(?<list>\\([^)]*\\)?)|(?<word>(?:`[^`]*`?|\"[^\"]*\"?|[^\\s'<>=!~(),])++)");
    private static final Set<String> SIGN_WORDS = Set.of("like", "ilike", "in", "not", "is", "null");
    private static final List<String> FAMILIES = List.of("metrics.", "params.", "tags.", "attributes.");
    private static final List<String> NUMBER_SIGNS = List.of(">", ">=", "<", "<=", "=", "!=");
    private static final List<String> TEXT_SIGNS = List.of("=", "!=", "LIKE", "ILIKE");
    private static final List<String> NULL_TESTS = List.of("IS NULL", "IS NOT NULL");

    private final RunColumns known;
    private final Function<String, List<String>> values;

    /** @param values of a parameter, the most frequent first */
    FilterCompletion(RunColumns known, Function<String, List<String>> values) {
        this.known = known;
        this.values = values;
    }

    /** @param caret where the person types, from 0 */
    List<Suggestion> at(String text, int caret) {
        var place = Place.in(text.substring(0, Math.clamp(caret, 0, text.length())));
        return candidates(place)
                .filter(candidate -> fits(candidate, place.typed()))
                .sorted((a, b) -> Boolean.compare(!startsWith(a, place.typed()), !startsWith(b, place.typed())))
                .limit(MOST)
                .map(candidate -> new Suggestion(candidate, place.from(), insert(candidate, place)))
                .toList();
    }

    private Stream<String> candidates(Place place) {
        return switch (place.expects()) {
            case KEY -> Stream.concat(place.typed().contains(".") ? Stream.of() : FAMILIES.stream(), keys());
            case SIGN -> signs(place.key());
            case VALUE -> valuesOf(place.key());
            case AND -> Stream.of("and");
        };
    }

    private Stream<String> keys() {
        return Stream.of(
                        known.metrics().stream().map(RunColumn::metric).map(RunColumn::inFilter),
                        known.params().stream().map(RunColumn::param).map(RunColumn::inFilter),
                        Arrays.stream(RunAttribute.values()).map(attribute -> "attributes." + attribute.key()),
                        known.tags().stream().map(RunColumn::tag).map(RunColumn::inFilter))
                .flatMap(keys -> keys);
    }

    private static Stream<String> signs(String key) {
        if (isNumber(key)) {
            return NUMBER_SIGNS.stream();
        }
        return key.startsWith("params.") || key.startsWith("tags.")
                ? Stream.concat(TEXT_SIGNS.stream(), NULL_TESTS.stream())
                : Stream.concat(TEXT_SIGNS.stream(), Stream.of("IN"));
    }

    private static boolean isNumber(String key) {
        return key.startsWith("metrics.") || key.endsWith("start_time") || key.endsWith("end_time");
    }

    private Stream<String> valuesOf(String key) {
        if (key.equals("attributes.status") || key.equals("status")) {
            return Arrays.stream(RunStatus.values()).map(status -> quoted(status.name()));
        }
        return key.startsWith("params.")
                ? values.apply(unquoted(key.substring("params.".length()))).stream()
                        .filter(FilterCompletion::isQuotable)
                        .map(FilterCompletion::quoted)
                : Stream.of();
    }

    private static String unquoted(String key) {
        return key.length() > 1 && (key.charAt(0) == '`' || key.charAt(0) == '"')
                ? key.substring(1, key.length() - 1)
                : key;
    }

    /** MLflow takes what stands between the quotes as it is: there is no way to write a quote twice. */
    static String quoted(String value) {
        return value.contains("'") ? "\"" + value + "\"" : "'" + value + "'";
    }

    /** Whether a filter can say it. */
    static boolean isQuotable(String value) {
        return !value.endsWith("\\") && !(value.contains("'") && value.contains("\""));
    }

    private static boolean fits(String candidate, String typed) {
        var wanted = bare(typed);
        return bare(candidate).contains(wanted) && !candidate.equals(typed);
    }

    private static boolean startsWith(String candidate, String typed) {
        return bare(candidate).startsWith(bare(typed));
    }

    private static String bare(String text) {
        return text.toLowerCase(Locale.ROOT).replace("'", "").replace("`", "").replace("\"", "");
    }

    private static String insert(String candidate, Place place) {
        var space = FAMILIES.contains(candidate) ? "" : " ";
        return (place.needsSpace() ? " " : "") + candidate + space;
    }

    /**
     * @param label what it is
     * @param from where it goes, from 0, up to the caret
     * @param insert what is written there
     */
    record Suggestion(String label, int from, String insert) {

        /** The text once it is taken; the caret stands after what was inserted. */
        String applied(String text, int caret) {
            return text.substring(0, from) + insert + text.substring(caret);
        }

        int caret() {
            return from + insert.length();
        }
    }

    private enum Expected {
        KEY,
        SIGN,
        VALUE,
        AND
    }

    /**
     * @param typed what already stands of it
     * @param key the condition's key, empty before it has one
     */
    private record Place(Expected expects, String key, String typed, int from, boolean needsSpace) {

        static Place in(String before) {
            var state = new Reading();
            var pieces = PIECE.matcher(before);
            Matcher last = null;
            while (pieces.find()) {
                if (pieces.end() == before.length() && isOpen(pieces)) {
                    last = pieces;
                    break;
                }
                state.take(pieces);
            }
            if (last != null) {
                return new Place(state.expects, state.key, last.group(), last.start(), false);
            }
            var touching = !before.isEmpty() && !Character.isWhitespace(before.charAt(before.length() - 1));
            return new Place(state.expects, state.key, "", before.length(), touching);
        }

        /** A word may go on; a value and a list go on until they are closed. A sign is whole when something follows it. */
        private static boolean isOpen(Matcher piece) {
            var text = piece.group();
            if (piece.group("value") != null) {
                return text.length() == 1 || !text.endsWith("'");
            }
            return piece.group("list") == null ? piece.group("sign") == null : !text.endsWith(")");
        }
    }

    /** Walks over the pieces before the place. */
    private static final class Reading {

        private Expected expects = Expected.KEY;
        private String key = "";

        void take(Matcher piece) {
            expects = switch (expects) {
                case KEY -> {
                    key = piece.group();
                    yield Expected.SIGN;
                }
                case SIGN -> afterSign(piece.group().toLowerCase(Locale.ROOT));
                case VALUE -> afterValue(piece.group().toLowerCase(Locale.ROOT));
                case AND -> piece.group().equalsIgnoreCase("and") ? Expected.KEY : Expected.AND;
            };
        }

        private static Expected afterSign(String sign) {
            return sign.equals("null") ? Expected.AND : Expected.VALUE;
        }

        /** {@code IS NOT NULL} and {@code NOT IN} are signs of several words. */
        private static Expected afterValue(String word) {
            if (word.equals("null")) {
                return Expected.AND;
            }
            return SIGN_WORDS.contains(word) ? Expected.VALUE : Expected.AND;
        }
    }
}
