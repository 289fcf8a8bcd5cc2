package dev.slipway.serving;

/** Whether a version's ONNX twin gives what its native model gives. */
public enum ParityState {
    PASSED,
    FAILED,
    /** It has no twin. */
    ABSENT,
    /** Not checked yet. */
    PENDING
}
