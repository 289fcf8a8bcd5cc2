package dev.slipway.experiments.internal;

import dev.slipway.experiments.Freshness.Answering;
import dev.slipway.experiments.MlflowUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Remembers how the talks with MLflow go: the last whole pass, and since when it fails. */
@Component
public class Pulse {

    private final Clock clock;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final AtomicReference<Beat> beat = new AtomicReference<>(new Beat(Answering.NOT_ASKED, null, null, null));

    Pulse(Clock clock) {
        this.clock = clock;
    }

    void passed(Instant begun) {
        beat.set(new Beat(Answering.UP, begun, null, null));
        asked.countDown();
    }

    void failed(String problem) {
        beat.updateAndGet(before -> new Beat(
                Answering.DOWN,
                before.upTo(),
                problem,
                before.failingSince() == null ? clock.instant() : before.failingSince()));
        asked.countDown();
    }

    /** What is on disk from an earlier life of this process counts until the first pass. */
    void remembered(Instant upTo) {
        beat.updateAndGet(before -> before.upTo() == null
                ? new Beat(before.answering(), upTo, before.problem(), before.failingSince())
                : before);
    }

    /**
     * For a question somebody waits for: the answer of an MLflow that is known to be down would be its silence, at the
     * end of the time limit.
     *
     * @throws MlflowUnavailable when the last pass was not answered
     */
    public void refuseWhenDown() {
        var problem = beat().problem();
        if (problem != null) {
            throw new MlflowUnavailable(problem, null);
        }
    }

    public Beat beat() {
        return beat.get();
    }

    /** Waits for the first pass of this process to end, well or badly, but not for longer than the limit. */
    public Beat onceAsked(Duration limit) {
        try {
            asked.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return beat();
    }

    /** @param upTo everything MLflow told by then is in the index */
    public record Beat(
            Answering answering,
            @Nullable Instant upTo,
            @Nullable String problem,
            @Nullable Instant failingSince) {}
}
