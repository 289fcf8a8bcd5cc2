package dev.slipway.deployments.internal;

import dev.slipway.deployments.promotion.Promotions.Seen;
import tools.jackson.databind.json.JsonMapper;

/** What the gates saw as the JSON that its column holds. */
final class SeenColumn {

    private static final JsonMapper MAPPER = new JsonMapper();

    private SeenColumn() {}

    static String write(Seen seen) {
        return MAPPER.writeValueAsString(seen);
    }

    static Seen read(String json) {
        return MAPPER.readValue(json, Seen.class);
    }
}
