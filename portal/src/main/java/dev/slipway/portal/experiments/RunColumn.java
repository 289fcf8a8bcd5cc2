package dev.slipway.portal.experiments;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A column of the workbench.
 *
 * @param key the metric's, parameter's or tag's; for what every run has one of {@link Fact}'s keys
 */
record RunColumn(Kind kind, String key) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][\\w$]*(?:\\.[A-Za-z_][\\w$]*)*");

    enum Kind {
        RUN("run"),
        METRIC("metrics"),
        PARAM("params"),
        TAG("tags");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** What every run has, and the attribute by which MLflow sorts it; empty where it cannot. */
    enum Fact {
        BECAME("became", ""),
        STARTED("started", "attributes.start_time"),
        TOOK("took", ""),
        STATUS("status", "attributes.status"),
        USER("user", "attributes.user_id"),
        ID("id", "attributes.run_id");

        private final String key;
        private final String attribute;

        Fact(String key, String attribute) {
            this.key = key;
            this.attribute = attribute;
        }

        RunColumn column() {
            return new RunColumn(Kind.RUN, key);
        }

        static Optional<Fact> of(String key) {
            return Arrays.stream(values()).filter(fact -> fact.key.equals(key)).findFirst();
        }
    }

    static RunColumn metric(String key) {
        return new RunColumn(Kind.METRIC, key);
    }

    static RunColumn param(String key) {
        return new RunColumn(Kind.PARAM, key);
    }

    static RunColumn tag(String key) {
        return new RunColumn(Kind.TAG, key);
    }

    /** Reads {@link #text()}; empty where the sort of key is none of ours. */
    static Optional<RunColumn> parse(String text) {
        var dot = text.indexOf('.');
        return Arrays.stream(Kind.values())
                .filter(kind -> dot > 0 && dot < text.length() - 1 && kind.word.equals(text.substring(0, dot)))
                .map(kind -> new RunColumn(kind, text.substring(dot + 1)))
                .findFirst();
    }

    /** As it stands in the address. */
    String text() {
        return kind.word + "." + key;
    }

    /** As it is written in a filter; quoted where the key is not a plain word. */
    String inFilter() {
        if (PLAIN.matcher(key).matches()) {
            return text();
        }
        return kind.word + (key.contains("`") ? ".\"" + key + "\"" : ".`" + key + "`");
    }

    /** What MLflow sorts by, empty for what it cannot sort by. */
    Optional<String> orderKey() {
        return switch (kind) {
            case RUN -> Fact.of(key).map(fact -> fact.attribute).filter(attribute -> !attribute.isEmpty());
            case METRIC, PARAM, TAG -> Optional.of(inFilter());
        };
    }
}
