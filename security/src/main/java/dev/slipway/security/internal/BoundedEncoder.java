package dev.slipway.security.internal;

import dev.slipway.security.TooManySignIns;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Computes few passwords at a time, in the order asked. Each takes much memory, and whoever reaches the sign-in may ask for
 * as many as they like.
 */
final class BoundedEncoder implements PasswordEncoder {

    private final PasswordEncoder encoder;
    private final Semaphore places;
    private final Duration patience;

    BoundedEncoder(PasswordEncoder encoder, int atOnce, Duration patience) {
        this.encoder = encoder;
        this.places = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return inTurn(() -> encoder.encode(password));
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
        return inTurn(() -> encoder.matches(password, hash));
    }

    @Override
    public boolean upgradeEncoding(@Nullable String hash) {
        return encoder.upgradeEncoding(hash);
    }

    /** @throws TooManySignIns when the turn does not come in time */
    private <T extends @Nullable Object> T inTurn(Supplier<T> computation) {
        if (!comes()) {
            throw new TooManySignIns();
        }
        try {
            return computation.get();
        } finally {
            places.release();
        }
    }

    private boolean comes() {
        try {
            return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
