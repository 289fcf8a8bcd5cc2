package dev.slipway.experiments.filter;

/**
 * What a comparison or an order is about.
 *
 * @param key as MLflow stores it; for an attribute one of {@link RunAttribute}'s names
 */
public record Field(Kind kind, String key) {

    /** MLflow's five sorts of key, each with the words that may stand before the dot. */
    public enum Kind {
        METRIC("metric", "metrics"),
        PARAM("parameter", "parameters", "param", "params"),
        TAG("tag", "tags"),
        ATTRIBUTE("attribute", "attributes", "attr", "run"),
        DATASET("dataset", "datasets");

        private final java.util.List<String> words;

        Kind(String... words) {
            this.words = java.util.List.of(words);
        }

        java.util.List<String> words() {
            return words;
        }

        boolean isNumeric(String key) {
            return this == METRIC || (this == ATTRIBUTE && RunAttribute.isNumeric(key));
        }
    }
}
