package dev.slipway.deployments.internal;

import dev.slipway.deployments.promotion.PromotionState;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;

@Embeddable
record HistoryEntry(
        @Enumerated(EnumType.STRING) Happened kind,
        @Enumerated(EnumType.STRING) PromotionState state,
        UUID actorId,
        String actorName,
        String comment,
        Instant at) {}
