package dev.slipway.experiments.filter;

import dev.slipway.experiments.InvalidFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.lang3.StringUtils;

/** Reads a key such as {@code metrics.roc_auc}, {@code params.`max depth`} or {@code status}. */
final class Fields {

    private static final List<String> DATASET_KEYS = List.of("name", "digest", "context");

    private Fields() {}

    static Field of(Token token, String pointer) {
        var dot = dot(token.text());
        var kind = dot < 0
                ? Field.Kind.ATTRIBUTE
                : kind(token, token.text().substring(0, dot).trim(), pointer);
        var key = unquoted(token.text().substring(dot + 1).trim());
        return switch (kind) {
            case ATTRIBUTE -> new Field(kind, attribute(token, key, pointer));
            case DATASET -> new Field(kind, datasetKey(token, key, pointer));
            case METRIC, PARAM, TAG -> new Field(kind, key);
        };
    }

    /** The first dot outside of quotes, -1 for none. */
    private static int dot(String text) {
        var quote = '\0';
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (quote != '\0') {
                quote = c == quote ? '\0' : quote;
            } else if (c == '`' || c == '"') {
                quote = c;
            } else if (c == '.') {
                return i;
            }
        }
        return -1;
    }

    private static Field.Kind kind(Token token, String word, String pointer) {
        var wanted = unquoted(word);
        return Arrays.stream(Field.Kind.values())
                .filter(kind -> kind.words().contains(wanted))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidFilter(pointer, token.position(), word + " is no sort of key." + kindHint(wanted)));
    }

    private static String kindHint(String word) {
        var known = Arrays.stream(Field.Kind.values())
                .flatMap(kind -> kind.words().stream())
                .toList();
        return nearest(word, known)
                .map(near -> " Did you mean " + near + "?")
                .orElse(" Use metrics., params., tags., attributes. or datasets.");
    }

    private static String attribute(Token token, String key, String pointer) {
        return RunAttribute.of(key).map(RunAttribute::key).orElseThrow(() -> {
            var hint = nearest(key, RunAttribute.keys())
                    .map(near -> " Did you mean " + near + "?")
                    .orElse(" Attributes are " + String.join(", ", RunAttribute.keys())
                            + "; a metric is written metrics." + key + ", a parameter params." + key + ".");
            return new InvalidFilter(pointer, token.position(), "there is no attribute " + key + "." + hint);
        });
    }

    private static String datasetKey(Token token, String key, String pointer) {
        if (!DATASET_KEYS.contains(key)) {
            throw new InvalidFilter(
                    pointer,
                    token.position(),
                    "a dataset has no " + key + ". It has "
                            + DATASET_KEYS.stream().collect(Collectors.joining(", ")) + ".");
        }
        return key;
    }

    static String unquoted(String text) {
        return text.length() >= 2 && (isQuotedBy(text, '`') || isQuotedBy(text, '"'))
                ? text.substring(1, text.length() - 1)
                : text;
    }

    private static boolean isQuotedBy(String text, char quote) {
        return text.charAt(0) == quote && text.charAt(text.length() - 1) == quote;
    }

    /** The word that at most two changed letters turn it into. */
    private static Optional<String> nearest(String word, List<String> known) {
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= 2)
                .min(java.util.Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    @SuppressWarnings("deprecation")
    private static int distance(String a, String b) {
        return StringUtils.getLevenshteinDistance(a, b);
    }
}
