package dev.slipway.experiments.internal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON that the index's columns hold. */
final class JsonColumns {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final TypeReference<LinkedHashMap<String, String>> TEXTS = new TypeReference<>() {};

    private JsonColumns() {}

    static Map<String, String> texts(String json) {
        return Collections.unmodifiableMap(MAPPER.readValue(json, TEXTS));
    }

    /** NaN and the infinities are written as text. */
    static Map<String, Double> numbers(String json) {
        var numbers = new LinkedHashMap<String, Double>();
        tree(json)
                .forEachEntry((key, value) ->
                        numbers.put(key, value.isString() ? Double.parseDouble(value.asString()) : value.asDouble()));
        return Collections.unmodifiableMap(numbers);
    }

    static Map<String, Long> wholes(String json) {
        var numbers = new LinkedHashMap<String, Long>();
        tree(json).forEachEntry((key, value) -> numbers.put(key, value.asLong()));
        return Collections.unmodifiableMap(numbers);
    }

    static JsonNode tree(String json) {
        return MAPPER.readTree(json);
    }

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }
}
