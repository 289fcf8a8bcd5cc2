package dev.slipway.serving.internal.twin;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a comparison found; one line of JSON between two JVMs.
 *
 * @param rows compared
 * @param maxDifference absolute for probabilities, relative for a regression; infinite when only one of the two answers
 *     is a number; null when nothing could be compared
 * @param limit the largest difference that passes
 * @param explanation in a sentence or two
 */
public record ParityOutcome(
        boolean passed, int rows, @Nullable Double maxDifference, double limit, int labelFlips, String explanation) {

    private static final JsonMapper JSON = new JsonMapper();

    /** A comparison that could not be made. */
    public static ParityOutcome impossible(String why) {
        return new ParityOutcome(false, 0, null, ParityComparison.LIMIT, 0, why);
    }

    public String toJson() {
        return JSON.writeValueAsString(this);
    }

    /** @throws tools.jackson.core.JacksonException for anything else than {@link #toJson} wrote */
    public static ParityOutcome ofJson(String json) {
        return JSON.readValue(json, ParityOutcome.class);
    }
}
