package dev.slipway.security.internal;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The encoder of the module, with something that happens while the next password is compared. */
final class WatchedEncoder implements PasswordEncoder {

    private static final Runnable NOTHING = () -> {};

    private final PasswordEncoder encoder;
    private volatile Runnable next = NOTHING;

    WatchedEncoder(PasswordEncoder encoder) {
        this.encoder = encoder;
    }

    void meanwhile(Runnable happening) {
        next = happening;
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return encoder.encode(password);
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
        var happening = next;
        next = NOTHING;
        happening.run();
        return encoder.matches(password, hash);
    }
}
