package dev.slipway.security.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.security.TooManySignIns;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

class BoundedEncoderTest {

    private final SlowEncoder slow = new SlowEncoder();
    private final BoundedEncoder encoder = new BoundedEncoder(slow, 2, Duration.ofMillis(50));

    @Test
    void refusesWhoWouldWaitTooLongAndGoesOnAfterwards() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var busy = List.<Future<?>>of(
                    threads.submit(() -> encoder.matches("one", "hash")), threads.submit(() -> encoder.encode("two")));
            slow.begun.await();

            assertThatThrownBy(() -> encoder.matches("three", "hash")).isInstanceOf(TooManySignIns.class);
            assertThatThrownBy(() -> encoder.encode("four")).isInstanceOf(TooManySignIns.class);

            slow.end.countDown();
            for (var one : busy) {
                one.get();
            }
        }
        assertThat(encoder.matches("three", "hash")).isTrue();
    }

    @Test
    void givesThePlaceBackWhenThePasswordCannotBeComputed() {
        slow.end.countDown();
        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(() -> encoder.encode("")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Begins at once, and ends when it is told to. */
    private static final class SlowEncoder implements PasswordEncoder {

        private final CountDownLatch begun = new CountDownLatch(2);
        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        public String encode(@Nullable CharSequence password) {
            await();
            if (String.valueOf(password).isEmpty()) {
                throw new IllegalArgumentException("empty");
            }
            return "hash";
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            await();
            return true;
        }

        private void await() {
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
