package dev.slipway.experiments;

/** The index saw a version for the first time. */
public record VersionAppeared(VersionRef version) {}
