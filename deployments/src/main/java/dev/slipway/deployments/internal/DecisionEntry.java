package dev.slipway.deployments.internal;

import dev.slipway.deployments.promotion.Promotions.Decision.Verdict;
import dev.slipway.security.Role;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;

@Embeddable
record DecisionEntry(
        UUID userId,
        String userName,
        @Enumerated(EnumType.STRING) Role seat,
        @Enumerated(EnumType.STRING) Verdict verdict,
        String comment,
        Instant at,
        String evidenceDigest) {}
