package dev.slipway.deployments.promotion;

import org.jspecify.annotations.Nullable;

/**
 * One gate's finding.
 *
 * @param name what is asked, in words: {@code roc_auc at least 0.85}
 * @param value what was found, ready to read
 * @param limit what was asked for, ready to read
 * @param measured the number behind {@code value}, where it is one
 * @param bound the number behind {@code limit}, where it is one
 * @param explanation one line of what the value is based on, or why there is none
 */
public record GateResult(
        String name,
        String value,
        String limit,
        GateVerdict verdict,
        @Nullable Double measured,
        @Nullable Double bound,
        String explanation) {}
