package dev.slipway.experiments.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.experiments.InvalidFilter;
import dev.slipway.experiments.filter.Comparison.Value;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFilterTest {

    @ParameterizedTest
    @ValueSource(strings = {"x", "''", "\\'", "x ", "`"})
    void readsTheLongestValueThereIs(String piece) {
        var value = piece.repeat(90_000 / piece.length());

        assertThat(text("params.p = '" + value + "'")).isEqualTo(value);
    }

    @Test
    void readsLongKeys() {
        var key = "k.".repeat(20_000) + "k";

        assertThat(RunFilter.parse("params." + key + " = '1' and params.`" + "a ".repeat(20_000) + "` = '1'")
                        .comparisons())
                .hasSize(2)
                .first()
                .extracting(comparison -> comparison.field().key())
                .isEqualTo(key);
    }

    @Test
    void refusesALongPatternThatEndsWrong() {
        assertThat(text("params.p like '" + "\\".repeat(90_000) + "x'")).hasSize(90_001);
        assertThatThrownBy(() -> RunFilter.parse("params.p like '" + "\\".repeat(90_001) + "z\\' ")
                        .comparisons())
                .isInstanceOf(InvalidFilter.class)
                .hasMessageContaining("single");
    }

    @Test
    void saysWhereItStoppedCounting() {
        var hundred = "status = 'x' and ".repeat(100);

        assertThat(RunFilter.parse(hundred).comparisons()).hasSize(100);
        assertThatThrownBy(() -> RunFilter.parse(hundred + "status = 'y'"))
                .hasMessage("At character 1701: a filter has at most 100 comparisons. Leave some out.");
        assertThatThrownBy(() -> RunFilter.parse(" ".repeat(100_000) + "x"))
                .hasMessage("At character 100001: a filter has at most 100000 characters. Shorten it.");
        assertThatThrownBy(() -> OrderBy.parse(IntStream.rangeClosed(0, 20)
                        .mapToObj(i -> "metrics.m" + i)
                        .toList()))
                .hasMessageContaining("at most 20 keys");
        assertThatThrownBy(() -> OrderBy.parse(List.of("metrics." + "m".repeat(1_000))))
                .hasMessageContaining("at most 1000 characters");
    }

    private static String text(String filter) {
        return ((Value.Text) RunFilter.parse(filter).comparisons().getFirst().value()).text();
    }
}
