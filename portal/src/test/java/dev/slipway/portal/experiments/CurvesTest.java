package dev.slipway.portal.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.experiments.Runs.CurvePoint;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurvesTest {

    private static final CurvePoint POINT = new CurvePoint(5, Instant.EPOCH, 0.5);

    @Test
    void asksForAFewOfManyMetricsOnly() {
        var asked = new HashSet<String>();
        var keys = IntStream.range(0, 300).mapToObj(i -> "m" + i).toList();

        var found = Curves.read(keys, key -> {
            asked.add(key);
            return List.of(POINT);
        });

        assertThat(found).isEmpty();
        assertThat(asked).hasSize(40);
    }

    @Test
    void drawsTwelveAndAsksNoFurther() {
        var asked = new HashSet<String>();
        var keys = IntStream.range(0, 300).mapToObj(i -> "m" + i).toList();

        var found = Curves.read(keys, key -> {
            asked.add(key);
            return List.of(POINT, new CurvePoint(6, Instant.EPOCH, 0.6));
        });

        assertThat(found).hasSize(12);
        assertThat(asked).hasSize(12);
    }
}
