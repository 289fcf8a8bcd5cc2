package dev.slipway.deployments.internal;

import dev.slipway.deployments.promotion.GateResult;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The findings of gates as the JSON that their column holds. */
final class GateColumn {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final TypeReference<List<GateResult>> GATES = new TypeReference<>() {};

    private GateColumn() {}

    static String write(List<GateResult> gates) {
        return MAPPER.writeValueAsString(gates);
    }

    static List<GateResult> read(String json) {
        return List.copyOf(MAPPER.readValue(json, GATES));
    }
}
