package dev.slipway.experiments;

/** A version the index had is gone from MLflow. */
public record VersionVanished(VersionRef version) {}
