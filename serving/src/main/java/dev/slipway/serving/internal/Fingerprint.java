package dev.slipway.serving.internal;

import java.time.Instant;

/** What a report is about: MLflow gives a deleted version's number again, with another source or at another time. */
public final class Fingerprint {

    private Fingerprint() {}

    public static String of(String source, Instant createdAt) {
        return source + " of " + createdAt;
    }
}
