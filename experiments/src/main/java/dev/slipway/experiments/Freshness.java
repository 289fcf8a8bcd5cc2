package dev.slipway.experiments;

import dev.slipway.experiments.internal.Pulse;
import dev.slipway.security.Open;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** How fresh the index is, and whether MLflow answers. */
@Service
public class Freshness {

    private final Pulse pulse;
    private final MlflowSettings settings;

    Freshness(Pulse pulse, MlflowSettings settings) {
        this.pulse = pulse;
        this.settings = settings;
    }

    @Open("the state of a part, with no content of it")
    public State state() {
        return state(pulse.beat());
    }

    /** The state once MLflow was read through by this process, which is waited for, but not for longer than the limit. */
    @Open("the state of a part, with no content of it")
    public State onceAsked(Duration limit) {
        return state(pulse.onceAsked(limit));
    }

    private State state(Pulse.Beat beat) {
        return new State(
                beat.answering(),
                beat.upTo(),
                beat.problem(),
                beat.failingSince(),
                settings.url().toString());
    }

    /** What the last pass over MLflow came to. */
    public enum Answering {
        /** This process has not read it through yet. */
        NOT_ASKED,
        UP,
        DOWN
    }

    /**
     * @param upTo the moment up to which everything that MLflow told is in the index; null before the first pass
     * @param problem why not, in a sentence; null when all is well
     * @param since when it stopped answering; null when it answers
     */
    public record State(
            Answering answering,
            @Nullable Instant upTo,
            @Nullable String problem,
            @Nullable Instant since,
            String mlflowUrl) {

        public boolean mlflowUp() {
            return answering == Answering.UP;
        }
    }
}
