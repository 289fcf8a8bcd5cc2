package dev.slipway.deployments.promotion;

/** What a gate says. No data is inconclusive, never a pass. */
public enum GateVerdict {
    PASS,
    FAIL,
    INCONCLUSIVE,
    /** The gate does not apply here: no twin, no holder to compare with. */
    SKIPPED
}
