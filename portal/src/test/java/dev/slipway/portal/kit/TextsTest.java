package dev.slipway.portal.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOON = Instant.parse("2026-11-24T11:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0.8731    | 0.8731
                    -0.5      | −0.5000
                    0         | 0
                    -3        | −3
                    1284      | '1,284'
                    123.456   | 123.5
                    12345.6   | '12,345.6'
                    0.00012   | 1.20e-04
                    -0.00012  | −1.20e-04
                    NaN       | NaN
                    Infinity  | ∞
                    -Infinity | −∞
                    """)
    void writesNumbersWithTrueMinus(double value, String text) {
        assertThat(Texts.number(value)).isEqualTo(text);
    }

    @Test
    void signsEveryDifference() {
        assertThat(Texts.difference(0.0118)).isEqualTo("+0.0118");
        assertThat(Texts.difference(-0.005)).isEqualTo("−0.0050");
        assertThat(Texts.difference(0)).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0       | 0
                    1284    | '1,284'
                    9999    | '9,999'
                    60000   | 60k
                    4500000 | 4.5M
                    """)
    void shortensCountsFromTenThousand(long count, String text) {
        assertThat(Texts.count(count)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"2,2 ms", "42000,42.0 s", "161000,2 m 41 s", "11100000,3 h 5 m"})
    void writesDurationsInTheTwoLargestUnits(long millis, String text) {
        assertThat(Texts.duration(Duration.ofMillis(millis)).replace('\u00a0', ' '))
                .isEqualTo(text);
    }

    @Test
    void keepsNumberAndUnitOnOneLine() {
        assertThat(Texts.duration(Duration.ofMillis(2))).isEqualTo("2\u00a0ms");
        assertThat(Texts.size(4_100_000)).isEqualTo("4.1\u00a0MB");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T10:59:30Z,just now",
        "2026-11-24T10:52:00Z,8 min ago",
        "2026-11-24T07:12:00Z,08:12",
        "2026-11-23T20:00:00Z,yesterday",
        "2026-11-02T20:00:00Z,2 Nov",
        "2025-11-02T20:00:00Z,2 Nov 2025",
        "2026-11-24T13:30:00Z,14:30"
    })
    void tellsMomentsAsPeopleDo(Instant at, String text) {
        assertThat(Texts.when(at, NOON, BERLIN)).isEqualTo(text);
    }

    @Test
    void takesTheDayFromTheViewersZone() {
        var lateEvening = Instant.parse("2026-11-23T23:30:00Z");

        assertThat(Texts.when(lateEvening, NOON, BERLIN)).isEqualTo("00:30");
        assertThat(Texts.when(lateEvening, NOON, ZoneOffset.UTC)).isEqualTo("yesterday");
    }

    @Test
    void saysTheExactMomentInBothZones() {
        assertThat(Texts.exact(NOON, BERLIN)).isEqualTo("2026-11-24 12:00:00 Europe/Berlin · 2026-11-24 11:00:00 UTC");
        assertThat(Texts.exact(NOON, ZoneOffset.UTC)).isEqualTo("2026-11-24 11:00:00 UTC");
    }
}
