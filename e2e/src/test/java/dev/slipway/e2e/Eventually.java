package dev.slipway.e2e;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for something another process does. */
final class Eventually {

    private Eventually() {}

    static <T> T until(Duration limit, Supplier<T> look, Predicate<T> wanted) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            var seen = look.get();
            if (wanted.test(seen)) {
                return seen;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Still " + seen + " after " + limit);
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }
}
