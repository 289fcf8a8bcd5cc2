package dev.slipway.experiments;

import org.jspecify.annotations.Nullable;

/** The index saw an alias on another version than before; null is nobody. */
public record AliasMoved(
        String model,
        String alias,
        @Nullable String from,
        @Nullable String to) {}
