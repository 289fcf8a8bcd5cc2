package dev.slipway.serving;

import dev.slipway.experiments.VersionRef;

/** A twin was compared with its native model. */
public record ParityChecked(VersionRef version, ParityState state) {}
