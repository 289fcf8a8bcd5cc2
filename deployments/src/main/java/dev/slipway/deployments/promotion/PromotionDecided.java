package dev.slipway.deployments.promotion;

/** People are done with it: APPROVED, REJECTED, WITHDRAWN, EXPIRED, or GATES_FAILED on fresh evidence. */
public record PromotionDecided(PromotionId id, PromotionState state) {}
