package dev.slipway.security.internal;

import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** One text for one value: keys sorted, no blanks (RFC 8785 for the values an audit entry holds). */
final class CanonicalJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private CanonicalJson() {}

    static String of(Map<String, ?> values) {
        return MAPPER.writeValueAsString(values);
    }

    static String of(Object... values) {
        return MAPPER.writeValueAsString(values);
    }
}
