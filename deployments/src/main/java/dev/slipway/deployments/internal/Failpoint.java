package dev.slipway.deployments.internal;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the process as a power cut would, right after one step of a move. Does nothing unless {@code slipway.failpoint} names a step. */
final class Failpoint {

    private static final Logger log = LoggerFactory.getLogger(Failpoint.class);

    private final @Nullable Step armed;
    private final Runnable end;

    /** @param name a step's label, or empty for none */
    Failpoint(String name, Runnable end) {
        this.armed = name.isBlank() ? null : step(name);
        this.end = end;
    }

    private static Step step(String name) {
        return Arrays.stream(Step.values())
                .filter(step -> step.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("slipway.failpoint is " + name
                        + "; leave it out, or use "
                        + Arrays.stream(Step.values()).map(Step::label).collect(Collectors.joining(", ")) + "."));
    }

    void reached(Step step) {
        if (step == armed) {
            log.warn("promotion.failpoint step={}", step.label());
            end.run();
        }
    }
}
