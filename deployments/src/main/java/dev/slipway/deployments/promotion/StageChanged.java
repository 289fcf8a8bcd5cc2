package dev.slipway.deployments.promotion;

import org.jspecify.annotations.Nullable;

/** A stage has another holder; null is nobody. */
public record StageChanged(
        String model,
        String stage,
        @Nullable String from,
        @Nullable String to,
        PromotionId promotion) {}
