package dev.slipway.serving.internal;

import dev.slipway.experiments.VersionRef;
import dev.slipway.serving.ParityState;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** A twin that was laid beside a version after it was found without one. */
@Component
public class LateTwins {

    private final TwinFiles files;
    private final ParityStore store;
    private final Clock clock;

    LateTwins(TwinFiles files, ParityStore store, Clock clock) {
        this.files = files;
        this.store = store;
        this.clock = clock;
    }

    /** Makes the version due for a check if it has a twin now. Asks MLflow: not inside a transaction. */
    public void lookFor(VersionRef version) {
        var isAbsent = store.find(version)
                .filter(kept -> kept.report().state() == ParityState.ABSENT)
                .isPresent();
        if (isAbsent && files.hasTwin(version)) {
            store.reopen(version, clock.instant());
        }
    }
}
