package dev.slipway.experiments.filter;

import dev.slipway.experiments.InvalidFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.lang3.StringUtils;

/** Reads a key such as {@code metrics.roc_auc}, {@code params.`max depth`} or {@code status}. */
final class Fields {

    private static final List<String> DATASET_KEYS = List.of("name", "digest", "context");

    private static final Set<String> RESERVED = Set.of("CASE", "IN", "VALUES", "USING", "FROM", "AS");

    private Fields() {}

    static Field of(Token token, String pointer) {
        var dot = token.text().indexOf('.');
        var kind = dot < 0 ? Field.Kind.ATTRIBUTE : kind(token, token.text().substring(0, dot), pointer);
        refuseReserved(token, token.text(), pointer);
        var key = without('`', unquoted(token.text().substring(dot + 1)));
        return switch (kind) {
            case ATTRIBUTE -> new Field(kind, attribute(token, key, pointer));
            case DATASET -> new Field(kind, datasetKey(token, key, pointer));
            case METRIC, PARAM, TAG -> new Field(kind, key);
        };
    }

    /** MLflow filters by the other spellings of a run's name but does not sort by them. */
    static Field ofOrder(Token token, String pointer) {
        var field = of(token, pointer);
        if (field.kind() == Field.Kind.ATTRIBUTE
                && field.key().equals(RunAttribute.RUN_NAME.key())
                && !token.text().contains(field.key())) {
            throw new InvalidFilter(pointer, token.position(), "sort by run_name; this spelling is for filters.");
        }
        return field;
    }

    /** MLflow's tokenizer takes these for SQL's own words, even after a dot. */
    private static void refuseReserved(Token token, String text, String pointer) {
        for (var part : text.split("\\.", -1)) {
            if (RESERVED.contains(part.toUpperCase(Locale.ROOT))) {
                throw new InvalidFilter(
                        pointer,
                        token.position() + text.indexOf(part),
                        part + " is a word of SQL. Put it in backticks: `" + part + "`.");
            }
        }
    }

    private static Field.Kind kind(Token token, String word, String pointer) {
        var wanted = without('`', word);
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

    private static String unquoted(String key) {
        return key.startsWith("'") ? without('\'', key) : without('"', key);
    }

    private static String without(char quote, String text) {
        var quoted = text.length() >= 2 && text.charAt(0) == quote && text.charAt(text.length() - 1) == quote;
        return quoted ? text.substring(1, text.length() - 1) : text;
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
