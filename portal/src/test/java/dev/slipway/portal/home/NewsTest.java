package dev.slipway.portal.home;

import static dev.slipway.portal.Samples.NOON;
import static dev.slipway.portal.Samples.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployments.promotion.PromotionId;
import dev.slipway.deployments.promotion.Promotions.Happening;
import dev.slipway.experiments.VersionRef;
import dev.slipway.portal.Spoken;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NewsTest {

    @Test
    void putsPromotionsAndVersionsInOneLineOfTime() {
        var news = News.of(
                List.of(happening("promoted", 60), happening("requested", -60)), List.of(version("3", null, Map.of())));

        assertThat(news)
                .extracting(News::words)
                .extracting(Spoken::words)
                .containsExactly("promoted", "employment v3 was registered", "requested");
    }

    @Test
    void leavesOutTheStepsInBetween() {
        assertThat(News.of(List.of(happening("executing", 0)), List.of())).isEmpty();
    }

    @Test
    void staysShort() {
        assertThat(News.of(Collections.nCopies(40, happening("approved", 0)), List.of()))
                .hasSize(12);
    }

    private static Happening happening(String kind, int seconds) {
        return new Happening(
                NOON.plusSeconds(seconds), kind, kind, "Ines", new VersionRef("employment", "3"), PromotionId.random());
    }
}
