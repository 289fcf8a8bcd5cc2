package dev.slipway.deployments.internal.policy;

import dev.slipway.experiments.MetricDirection;
import java.util.List;

/** One condition of a policy. {@code models} are globs of the models it is for; empty for all of the policy's. */
public sealed interface Gate {

    List<String> models();

    default boolean isFor(String model) {
        return models().isEmpty() || Globs.match(models(), model);
    }

    record MetricLimit(String metric, Bound bound, double limit, List<String> models) implements Gate {
        public MetricLimit {
            models = List.copyOf(models);
        }
    }

    /** @param by how much worse than the holder's the metric may be, 0 or more, in the metric's unit */
    record NotWorseThanHolder(String metric, double by, MetricDirection direction, List<String> models)
            implements Gate {
        public NotWorseThanHolder {
            models = List.copyOf(models);
        }
    }

    /** See {@link SignatureChange} for what compatible means. */
    record SignatureKept(List<String> models) implements Gate {
        public SignatureKept {
            models = List.copyOf(models);
        }
    }

    record TwinAgrees(List<String> models) implements Gate {
        public TwinAgrees {
            models = List.copyOf(models);
        }
    }

    enum Bound {
        AT_LEAST("at least"),
        AT_MOST("at most");

        private final String words;

        Bound(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        boolean admits(double value, double limit) {
            return this == AT_LEAST ? value >= limit : value <= limit;
        }
    }
}
