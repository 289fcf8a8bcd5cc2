package dev.slipway.experiments.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Remembers how the talks with MLflow go: the last whole pass, and since when it fails. */
@Component
public class Pulse {

    private final Clock clock;
    private final AtomicReference<Beat> beat = new AtomicReference<>(new Beat(null, null, null));

    Pulse(Clock clock) {
        this.clock = clock;
    }

    void passed(Instant begun) {
        beat.set(new Beat(begun, null, null));
    }

    void failed(String problem) {
        beat.updateAndGet(before -> new Beat(
                before.upTo(), problem, before.failingSince() == null ? clock.instant() : before.failingSince()));
    }

    /** What is on disk from an earlier life of this process counts until the first pass. */
    void remembered(Instant upTo) {
        beat.updateAndGet(
                before -> before.upTo() == null ? new Beat(upTo, before.problem(), before.failingSince()) : before);
    }

    public Beat beat() {
        return beat.get();
    }

    /** @param upTo everything MLflow told by then is in the index */
    public record Beat(
            @Nullable Instant upTo,
            @Nullable String problem,
            @Nullable Instant failingSince) {}
}
