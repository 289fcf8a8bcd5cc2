package dev.slipway.serving.internal.twin;

/** What a model answers for many rows. */
sealed interface Scores {

    int rows();

    /** @param byClass an array of [rows] for each class, in the order of the description's classes; each in 0 to 1 */
    record Probabilities(double[][] byClass) implements Scores {

        @Override
        public int rows() {
            return byClass[0].length;
        }

        /** The most probable class of a row: the first of several, -1 when none is a number. */
        int label(int row) {
            var best = -1;
            for (var index = 0; index < byClass.length; index++) {
                var value = byClass[index][row];
                if (!Double.isNaN(value) && (best < 0 || value > byClass[best][row])) {
                    best = index;
                }
            }
            return best;
        }
    }

    /** @param values of a regression, in the target's unit */
    record Values(double[] values) implements Scores {
        @Override
        public int rows() {
            return values.length;
        }
    }
}
