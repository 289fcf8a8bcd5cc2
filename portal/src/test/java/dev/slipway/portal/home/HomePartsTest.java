package dev.slipway.portal.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.security.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class HomePartsTest {

    @Test
    void anEngineerDecides() {
        assertThat(of(Role.ML_ENGINEER)).isEqualTo(new HomeParts(true, false, false, false));
    }

    @Test
    void aScientistAsks() {
        assertThat(of(Role.DATA_SCIENTIST)).isEqualTo(new HomeParts(false, true, false, false));
    }

    @Test
    void aManagerDecidesAndReadsSentences() {
        assertThat(of(Role.MANAGER)).isEqualTo(new HomeParts(true, false, true, false));
    }

    @Test
    void aViewerReadsSentencesOnly() {
        assertThat(of(Role.VIEWER)).isEqualTo(new HomeParts(false, false, true, false));
    }

    @Test
    void anAdminSeesGapsAndDecidesNothing() {
        assertThat(of(Role.ADMIN)).isEqualTo(new HomeParts(false, false, true, true));
    }

    @Test
    void severalRolesAddUp() {
        assertThat(of(Role.ML_ENGINEER, Role.DATA_SCIENTIST, Role.MANAGER, Role.ADMIN))
                .isEqualTo(new HomeParts(true, true, false, true));
    }

    private static HomeParts of(Role... roles) {
        return HomeParts.of(List.of(roles));
    }
}
