package dev.slipway.deployments.promotion;

import dev.slipway.experiments.VersionRef;

/** Somebody asked for a version to move; {@code state} is PENDING or GATES_FAILED. */
public record PromotionRequested(PromotionId id, VersionRef version, String targetStage, PromotionState state) {}
