package dev.slipway.deployments.internal;

import dev.slipway.security.Role;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

@Embeddable
record SeatEntry(@Enumerated(EnumType.STRING) Role role, int seats) {}
