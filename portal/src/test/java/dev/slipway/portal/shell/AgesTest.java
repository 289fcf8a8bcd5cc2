package dev.slipway.portal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgesTest {

    @ParameterizedTest
    @CsvSource({"-PT1S,0 s", "PT2S,2 s", "PT59.9S,59 s", "PT3M20S,3 min", "PT5H59M,5 h", "PT49H,2 d"})
    void roundsDownToOneUnit(Duration age, String text) {
        assertThat(Ages.of(age).replace('\u00a0', ' ')).isEqualTo(text);
    }
}
