package dev.slipway.deployments.promotion;

/** The move could not be made; MLflow is as it was before. */
public record PromotionFailed(PromotionId id, String reason) {}
