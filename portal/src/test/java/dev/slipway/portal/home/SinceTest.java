package dev.slipway.portal.home;

import static dev.slipway.portal.Samples.NOON;
import static dev.slipway.portal.Spoken.words;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SinceTest {

    @Test
    void saysTheDayAsPeopleDo() {
        assertThat(since("2026-11-24T00:10:00Z")).isEqualTo("since today");
        assertThat(since("2026-11-23T23:50:00Z")).isEqualTo("since yesterday");
        assertThat(since("2026-11-18T12:00:00Z")).isEqualTo("since Wednesday");
        assertThat(since("2026-11-17T12:00:00Z")).isEqualTo("since 17 Nov");
        assertThat(since("2025-11-17T12:00:00Z")).isEqualTo("since 17 Nov 2025");
    }

    @Test
    void countsDaysWhereTheReaderIs() {
        var late = Instant.parse("2026-11-23T23:50:00Z");

        assertThat(words(Since.of(late, NOON, ZoneId.of("Europe/Helsinki")))).isEqualTo("since today");
    }

    private static String since(String at) {
        return words(Since.of(Instant.parse(at), NOON, ZoneOffset.UTC));
    }
}
