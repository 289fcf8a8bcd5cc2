package dev.slipway.portal.promotions;

import static dev.slipway.portal.Samples.gate;
import static dev.slipway.portal.Spoken.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployments.promotion.GateVerdict;
import dev.slipway.portal.kit.Tone;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GateSummaryTest {

    @Test
    void isGoodWhenAllPass() {
        var summary = of(GateVerdict.PASS, GateVerdict.PASS);

        assertThat(words(summary.words())).isEqualTo("2 of 2 pass");
        assertThat(summary.tone()).isEqualTo(Tone.GOOD);
    }

    @Test
    void noDataBlocksAsAFailureDoes() {
        var summary = of(GateVerdict.PASS, GateVerdict.INCONCLUSIVE, GateVerdict.FAIL);

        assertThat(words(summary.words())).isEqualTo("2 of 3 block");
        assertThat(summary.tone()).isEqualTo(Tone.CRITICAL);
    }

    @Test
    void countsWhatWasSkippedApart() {
        assertThat(words(of(GateVerdict.PASS, GateVerdict.SKIPPED).words())).isEqualTo("1 of 2 pass, 1 skipped");
    }

    @Test
    void nothingThatPassedIsNotGreen() {
        assertThat(of(GateVerdict.SKIPPED).tone()).isEqualTo(Tone.NONE);
        assertThat(of().tone()).isEqualTo(Tone.NONE);
    }

    private static GateSummary of(GateVerdict... verdicts) {
        return GateSummary.of(Arrays.stream(verdicts)
                .map(verdict -> gate(verdict, null, null))
                .toList());
    }
}
