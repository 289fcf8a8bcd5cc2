package dev.slipway.portal.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArtifactPreviewTest {

    @Test
    void knowsWhatItCanShowByName() {
        assertThat(ArtifactPreview.of("model/MLmodel", 900)).isEqualTo(ArtifactPreview.TEXT);
        assertThat(ArtifactPreview.of("evaluation/report.json", 900)).isEqualTo(ArtifactPreview.JSON);
        assertThat(ArtifactPreview.of("plots/roc.PNG", 900)).isEqualTo(ArtifactPreview.IMAGE);
        assertThat(ArtifactPreview.of("model/model.pkl", 900)).isEqualTo(ArtifactPreview.NONE);
    }

    @Test
    void showsNothingLargeInAPage() {
        assertThat(ArtifactPreview.of("log.txt", ArtifactPreview.MOST_TEXT + 1)).isEqualTo(ArtifactPreview.TOO_LARGE);
        assertThat(ArtifactPreview.of("x.png", ArtifactPreview.MOST_TEXT + 1)).isEqualTo(ArtifactPreview.IMAGE);
        assertThat(ArtifactPreview.of("x.png", ArtifactPreview.MOST_IMAGE + 1)).isEqualTo(ArtifactPreview.TOO_LARGE);
    }

    @Test
    void indentsJsonAndLeavesWhatIsNone() {
        assertThat(ArtifactPreview.pretty("{\"a\":1}")).isEqualToIgnoringNewLines("{  \"a\" : 1}");
        assertThat(ArtifactPreview.pretty("[12345678901234567.89,0.12345678901234567890,1.10,12345678901234567890]"))
                .isEqualToIgnoringWhitespace("[12345678901234567.89,0.12345678901234567890,1.10,12345678901234567890]");
        assertThat(ArtifactPreview.pretty("[1e999999999]")).hasSizeLessThan(30);
        assertThat(ArtifactPreview.pretty("{broken")).isEqualTo("{broken");
    }
}
