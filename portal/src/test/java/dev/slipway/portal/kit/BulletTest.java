package dev.slipway.portal.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BulletTest {

    @Test
    void drawsTheLargerOfTheTwoAtFourFifths() {
        assertThat(Bullet.percent(0.9, 0.9, 0.6)).isEqualTo("80.0%");
        assertThat(Bullet.percent(0.6, 0.9, 0.6)).isEqualTo("53.3%");
    }

    @Test
    void drawsWhatIsNotPositiveAtTheLeft() {
        assertThat(Bullet.percent(-0.1, -0.1, 0.2)).isEqualTo("0.0%");
        assertThat(Bullet.percent(Double.NaN, Double.NaN, 0.2)).isEqualTo("0.0%");
        assertThat(Bullet.percent(0, 0, 0)).isEqualTo("0.0%");
    }
}
