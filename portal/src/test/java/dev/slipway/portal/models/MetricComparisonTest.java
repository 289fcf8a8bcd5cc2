package dev.slipway.portal.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.models.MetricComparison.Row;
import dev.slipway.portal.models.MetricComparison.Word;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricComparisonTest {

    @Test
    void moreOfAScoreIsBetter() {
        assertThat(word("roc_auc", 0.87, 0.86)).isEqualTo(Word.BETTER);
        assertThat(word("roc_auc", 0.85, 0.86)).isEqualTo(Word.WORSE);
    }

    @Test
    void lessOfALossIsBetter() {
        assertThat(word("log_loss", 0.40, 0.42)).isEqualTo(Word.BETTER);
        assertThat(word("rmse", 60, 50)).isEqualTo(Word.WORSE);
    }

    @Test
    void aThousandthIsAboutEqual() {
        assertThat(word("roc_auc", 0.8605, 0.8600)).isEqualTo(Word.EQUAL);
        assertThat(word("roc_auc", 0, 0)).isEqualTo(Word.EQUAL);
    }

    @Test
    void whatOneOfThemLacksIsNotCompared() {
        var rows = MetricComparison.of(Map.of("f1", 0.8), Map.of("accuracy", 0.9));

        assertThat(rows).extracting(Row::metric).containsExactly("accuracy", "f1");
        assertThat(rows).extracting(Row::word).containsOnly(Word.UNCOMPARED);
        assertThat(rows).extracting(Row::difference).containsOnlyNulls();
    }

    @Test
    void whatIsNoNumberIsNotCompared() {
        assertThat(word("f1", Double.NaN, 0.8)).isEqualTo(Word.UNCOMPARED);
    }

    @Test
    void givesTheDifference() {
        var row = MetricComparison.of(Map.of("f1", 0.75), Map.of("f1", 0.5)).getFirst();

        assertThat(row.difference()).isEqualTo(0.25);
    }

    private static Word word(String metric, double candidate, double champion) {
        return MetricComparison.of(Map.of(metric, candidate), Map.of(metric, champion))
                .getFirst()
                .word();
    }
}
