package dev.slipway.security;

import java.io.Serializable;
import java.util.UUID;

/** An API token. */
public record TokenId(UUID value) implements Serializable {

    public static TokenId random() {
        return new TokenId(UUID.randomUUID());
    }

    public static TokenId of(String text) {
        return new TokenId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
