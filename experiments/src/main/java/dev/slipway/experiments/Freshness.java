package dev.slipway.experiments;

import dev.slipway.experiments.internal.Pulse;
import dev.slipway.security.Open;
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
        var beat = pulse.beat();
        return new State(
                beat.upTo(),
                beat.upTo() != null && beat.failingSince() == null,
                beat.problem(),
                beat.failingSince(),
                settings.url().toString());
    }

    /**
     * @param upTo the moment up to which everything that MLflow told is in the index; null before the first pass
     * @param mlflowUp whether the last pass was answered
     * @param problem why not, in a sentence; null when all is well
     * @param since when it stopped answering; null when it answers
     */
    public record State(
            @Nullable Instant upTo,
            boolean mlflowUp,
            @Nullable String problem,
            @Nullable Instant since,
            String mlflowUrl) {}
}
