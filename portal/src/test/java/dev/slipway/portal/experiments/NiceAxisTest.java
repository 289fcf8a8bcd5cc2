package dev.slipway.portal.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NiceAxisTest {

    @Test
    void runsFromANiceMinimumToANiceMaximum() {
        assertThat(NiceAxis.over(List.of(0.786, 0.8931))).isEqualTo(new NiceAxis(0.75, 0.9, 0.05));
    }

    @Test
    void hasRoomAroundValuesThatAreAllTheSame() {
        var axis = NiceAxis.over(List.of(5.0, 5.0));

        assertThat(axis.min()).isLessThan(5);
        assertThat(axis.max()).isGreaterThan(5);
    }

    @Test
    void doesNotGoBelowZeroWhereNoValueDoes() {
        assertThat(NiceAxis.over(List.of(0.0, 1.0)).min()).isZero();
    }

    @Test
    void survivesValuesThatAreNoNumbers() {
        assertThat(NiceAxis.over(List.of(Double.NaN, Double.POSITIVE_INFINITY))).isEqualTo(new NiceAxis(0, 1, 0.25));
    }
}
