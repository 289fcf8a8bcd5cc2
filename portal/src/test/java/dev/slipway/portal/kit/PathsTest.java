package dev.slipway.portal.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PathsTest {

    @Test
    void escapesWhatMeansSomethingInAnAddress() {
        assertThat(Paths.segment("fraud & more/2?x=1#y")).isEqualTo("fraud%20%26%20more%2F2%3Fx%3D1%23y");
    }

    @Test
    void readsTheNameBack() {
        var name = "Über 50% + a;b\\c 'd' #?&=/";

        assertThat(Paths.name(Paths.segment(name))).isEqualTo(name);
        assertThat(Paths.name("100%")).isEqualTo("100%");
    }

    @Test
    void keepsPlainNames() {
        assertThat(Paths.segment("income-band_v2.1")).isEqualTo("income-band_v2.1");
    }
}
