package dev.slipway.security;

/** A role in a team. */
public record RoleGrant(TeamId team, Role role) {}
