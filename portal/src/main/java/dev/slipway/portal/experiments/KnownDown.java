package dev.slipway.portal.experiments;

import dev.slipway.experiments.Freshness;
import dev.slipway.experiments.MlflowUnavailable;
import java.util.function.Supplier;

/** Whether MLflow is worth waiting for. */
final class KnownDown {

    private KnownDown() {}

    /** An MLflow that is known to be down is not asked: the answer would be its silence, at the end of the time limit. */
    static <T> Supplier<T> unlessDown(Freshness freshness, Supplier<T> question) {
        return () -> {
            var problem = freshness.state().problem();
            if (problem != null) {
                throw new MlflowUnavailable(problem, null);
            }
            return question.get();
        };
    }
}
