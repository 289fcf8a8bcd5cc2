package dev.slipway.serving.internal.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParityComparisonTest {

    private static final List<String> CLASSES = List.of("no", "yes");

    @Test
    void passesUpToTheLimit() {
        var outcome = binary(0, 0.3, 0.3 + 0.99e-5);

        assertThat(outcome.passed()).isTrue();
        assertThat(outcome.maxDifference()).isBetween(0.98e-5, 1e-5);
    }

    @Test
    void failsAboveTheLimitThoughEveryLabelIsTheSame() {
        var outcome = binary(0, 0.3, 0.3 + 1.01e-5);

        assertThat(outcome.passed()).isFalse();
        assertThat(outcome.labelFlips()).isZero();
        assertThat(outcome.explanation()).contains("row 0").contains("0 of 1 rows get another label");
    }

    @Test
    void countsALabelThatFlips() {
        var outcome = binary(0, 0.4, 0.6);

        assertThat(outcome.passed()).isFalse();
        assertThat(outcome.labelFlips()).isEqualTo(1);
    }

    @Test
    void takesATieOfTheNativeModelForEitherLabel() {
        var outcome = binary(0, 0.5, 0.5 + 1e-7);

        assertThat(outcome.passed()).isTrue();
        assertThat(outcome.labelFlips()).isZero();
    }

    @Test
    void countsANativeLabelThatIsNotItsMostProbableClass() {
        var outcome = binary(1, 0.3, 0.3);

        assertThat(outcome.passed()).isFalse();
        assertThat(outcome.maxDifference()).isZero();
        assertThat(outcome.labelFlips()).isEqualTo(1);
    }

    @Test
    void takesNanForNanAndForNothingElse() {
        assertThat(binary(0, Double.NaN, Double.NaN).passed()).isTrue();
        assertThat(binary(0, 0.3, Double.NaN).maxDifference()).isInfinite();
        assertThat(binary(0, Double.NaN, 0.3).passed()).isFalse();
    }

    @Test
    void measuresARegressionBySize() {
        assertThat(values(new double[] {1e6, 2e6, 3e6}, new double[] {1e6 + 5, 2e6, 3e6}))
                .isTrue();
        assertThat(values(new double[] {1e6, 2e6, 3e6}, new double[] {1e6 + 50, 2e6, 3e6}))
                .isFalse();
        assertThat(values(new double[] {1e-3, 2e-3, 3e-3}, new double[] {1e-3, 2e-3 + 1e-6, 3e-3}))
                .isFalse();
    }

    @Test
    void measuresAValueNearZeroByTheUsualSize() {
        assertThat(values(new double[] {0, 100, 200}, new double[] {1e-4, 100, 200}))
                .isTrue();
        assertThat(values(new double[] {0, 100, 200}, new double[] {1e-2, 100, 200}))
                .isFalse();
    }

    @Test
    void letsNoHugeValueExcuseTheOthers() {
        assertThat(values(new double[] {1, 2, 3, 1e12}, new double[] {1.1, 2, 3, 1e12}))
                .isFalse();
    }

    @Test
    void takesAnInfinityForItselfOnly() {
        assertThat(values(new double[] {Double.POSITIVE_INFINITY, 1}, new double[] {Double.POSITIVE_INFINITY, 1}))
                .isTrue();
        assertThat(values(new double[] {Double.POSITIVE_INFINITY, 1}, new double[] {Double.NEGATIVE_INFINITY, 1}))
                .isFalse();
        assertThat(values(new double[] {1, 1}, new double[] {Double.POSITIVE_INFINITY, 1}))
                .isFalse();
    }

    @Test
    void keepsAnInfiniteDifferenceInJson() {
        var outcome = ParityComparison.values(new double[] {1}, new double[] {Double.NaN});

        assertThat(ParityOutcome.ofJson(outcome.toJson())).isEqualTo(outcome);
        assertThat(outcome.maxDifference()).isInfinite();
    }

    /** One row of two classes, by the probability of yes. */
    private static ParityOutcome binary(int label, double expected, double actual) {
        return ParityComparison.probabilities(new int[] {label}, yes(expected), yes(actual), CLASSES);
    }

    private static Scores.Probabilities yes(double probability) {
        return new Scores.Probabilities(new double[][] {{1 - probability}, {probability}});
    }

    private static boolean values(double[] expected, double[] actual) {
        return ParityComparison.values(expected, actual).passed();
    }
}
