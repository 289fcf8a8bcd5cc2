package dev.slipway.security;

import java.io.Serializable;
import java.util.UUID;

/** A team. */
public record TeamId(UUID value) implements Serializable {

    public static TeamId random() {
        return new TeamId(UUID.randomUUID());
    }

    public static TeamId of(String text) {
        return new TeamId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
