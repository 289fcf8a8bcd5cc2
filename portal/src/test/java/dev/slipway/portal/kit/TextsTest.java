package dev.slipway.portal.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0.85       | 0.9                 | 0.8500
                    0.85001    | 0.85002             | 0.85001
                    0.85       | 0.850000001         | 0.850000000
                    0.850000001| 0.85                | 0.850000001
                    1234.56    | 1234.57             | '1,234.56'
                    1234567.8  | 1234567.81          | '1,234,567.80'
                    1.00001    | 1                   | 1.00001
                    1          | 1.00001             | 1.00000
                    0.0001234  | 0.0001233           | 1.234e-04
                    -0.85001   | -0.85002            | −0.85001
                    0.3        | 0.30000000000000004 | 0.30000000000000000
                    0.3        | NaN                 | 0.3000
                    NaN        | 0.3                 | NaN
                    1e300      | 1.0000000001e300    | 1.0000000000e+300
                    """)
    void writesAsManyDigitsAsTellTwoValuesApart(double value, double other, String text) {
        assertThat(Texts.number(value, List.of(value, other))).isEqualTo(text);
        assertThat(Texts.number(value, List.of(value))).isEqualTo(Texts.number(value));
    }

    @Test
    void neverWritesTwoValuesAlike() {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++) {
            var value = Math.scalb(random.nextDouble() - 0.5, random.nextInt(120) - 60);
            var other = random.nextBoolean() ? Math.nextUp(value) : value * (1 + Math.scalb(1.0, -random.nextInt(50)));
            if (value != other) {
                assertThat(Texts.number(value, List.of(other)))
                        .as(value + " and " + other)
                        .isNotEqualTo(Texts.number(other, List.of(value)));
            }
        }
    }

    @Test
    void writesEveryDigitAndEveryStep() {
        assertThat(Texts.exact(0.1 + 0.2)).isEqualTo("0.30000000000000004");
        assertThat(Texts.exact(1234567.25)).isEqualTo("1,234,567.25");
        assertThat(Texts.exact(5)).isEqualTo("5.0");
        assertThat(Texts.exact(1.25e-7)).isEqualTo("1.25e-07");
        assertThat(Texts.whole(12345)).isEqualTo("12,345");
        assertThat(Texts.whole(-1)).isEqualTo("−1");
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
