package dev.slipway.portal.promotions;

import static dev.slipway.portal.Samples.gate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployments.promotion.GateResult;
import dev.slipway.deployments.promotion.GateVerdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GateBarTest {

    @Test
    void aValueAboveTheLimitReachesPastIt() {
        assertThat(bar(0.8731, 0.85).value()).isGreaterThan(50).isLessThanOrEqualTo(100);
    }

    @Test
    void aValueBelowTheLimitStopsShortOfIt() {
        assertThat(bar(1e-7, 1e-5).value()).isLessThan(50).isGreaterThanOrEqualTo(0);
        assertThat(bar(0.5, 0.85).value()).isGreaterThanOrEqualTo(0);
    }

    @Test
    void worksBelowZeroAndAtTheLimit() {
        assertThat(bar(-0.02, -0.005).value()).isBetween(0.0, 50.0);
        assertThat(bar(0, 0).value()).isEqualTo(50);
    }

    @Test
    void staysOnTheBarHoweverFarItIsOff() {
        assertThat(bar(1e9, 0.85).value()).isLessThanOrEqualTo(100);
    }

    @Test
    void whatIsYesOrNoHasNoBar() {
        assertThat(GateBar.of(result(null, 1.0))).isEmpty();
        assertThat(GateBar.of(result(Double.NaN, 1.0))).isEmpty();
    }

    @Test
    void isWrittenForTheStylesheet() {
        assertThat(bar(0.85, 0.85).style()).isEqualTo("--v:50%;--l:50%");
    }

    private static GateBar bar(double measured, double bound) {
        return GateBar.of(result(measured, bound)).orElseThrow();
    }

    private static GateResult result(@Nullable Double measured, double bound) {
        return gate(GateVerdict.PASS, measured, bound);
    }
}
