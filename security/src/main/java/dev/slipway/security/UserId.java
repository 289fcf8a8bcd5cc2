package dev.slipway.security;

import java.io.Serializable;
import java.util.UUID;

/** A user. */
public record UserId(UUID value) implements Serializable {

    public static UserId random() {
        return new UserId(UUID.randomUUID());
    }

    public static UserId of(String text) {
        return new UserId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
