package dev.slipway.portal.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import org.junit.jupiter.api.Test;

@ViewPackages(packages = "dev.slipway.portal.kit")
class BulletTest extends BrowserlessTest {

    @Test
    void aValueAboveTheLimitReachesPastIt() {
        assertThat(Bullet.place(0.8731, 0.85)).isGreaterThan(50).isLessThanOrEqualTo(100);
    }

    @Test
    void aValueBelowTheLimitStopsShortOfIt() {
        assertThat(Bullet.place(1e-7, 1e-5)).isLessThan(50).isGreaterThanOrEqualTo(0);
        assertThat(Bullet.place(0.5, 0.85)).isLessThan(50).isGreaterThanOrEqualTo(0);
    }

    @Test
    void worksBelowZeroAndAtTheLimit() {
        assertThat(Bullet.place(-0.02, -0.005)).isBetween(0.0, 50.0);
        assertThat(Bullet.place(0, 0)).isEqualTo(50);
    }

    @Test
    void staysOnTheBarHoweverFarItIsOff() {
        assertThat(Bullet.place(1e9, 0.85)).isLessThanOrEqualTo(100);
    }

    @Test
    void isWrittenForTheStylesheetAndHasAName() {
        var bullet = new Bullet(Tone.GOOD, 0.85, 0.85, "0.85", "at least 0.85");

        assertThat(bullet.getStyle().get("--v")).isEqualTo("50%");
        assertThat(bullet.getStyle().get("--l")).isEqualTo("50%");
        assertThat(bullet.getElement().getAttribute("role")).isEqualTo("img");
        assertThat(bullet.getElement().hasAttribute("aria-label")).isTrue();
    }
}
