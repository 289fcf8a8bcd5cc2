package dev.slipway.deployments.promotion;

import org.jspecify.annotations.Nullable;

/** An alias was found elsewhere than Slipway had put it; null is nobody. */
public record AliasDrifted(
        String model,
        String stage,
        String alias,
        @Nullable String expected,
        @Nullable String found) {}
