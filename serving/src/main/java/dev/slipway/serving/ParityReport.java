package dev.slipway.serving;

import dev.slipway.experiments.VersionRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the comparison of a twin with its native model measured, on the Java ONNX Runtime.
 *
 * @param rows rows compared
 * @param maxDifference largest difference of an output: absolute for probabilities, relative for regression; null when
 *     nothing could be compared
 * @param limit the largest difference that passes
 * @param labelFlips rows on which the two name another class
 * @param explanation in a sentence: what was found, or why it could not be checked
 * @param checkedAt null while pending
 */
public record ParityReport(
        VersionRef version,
        ParityState state,
        int rows,
        @Nullable Double maxDifference,
        double limit,
        int labelFlips,
        String explanation,
        @Nullable Instant checkedAt) {}
