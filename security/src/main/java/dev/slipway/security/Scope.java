package dev.slipway.security;

/** What an API token may be used for, beneath what its owner may do. */
public enum Scope {
    READ,
    WRITE,
    APPROVE,
    PREDICT
}
