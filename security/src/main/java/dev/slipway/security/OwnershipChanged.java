package dev.slipway.security;

/** A team or a rule changed by which things belong to teams: whose they are has to be worked out anew. */
public record OwnershipChanged() {}
