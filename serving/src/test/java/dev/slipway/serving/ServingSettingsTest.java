package dev.slipway.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class ServingSettingsTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new ServingSettings(
                        true, Duration.ofSeconds(60), DataSize.ofMegabytes(256), DataSize.ofGigabytes(1), ""));
    }

    @Test
    void isSetByName() {
        var settings = bind(Map.of(
                "slipway.serving.enabled", "false",
                "slipway.serving.time-limit", "5s",
                "slipway.serving.heap", "512MB",
                "slipway.serving.file-limit", "10MB",
                "slipway.serving.work-dir", "/var/slipway/work"));

        assertThat(settings)
                .isEqualTo(new ServingSettings(
                        false,
                        Duration.ofSeconds(5),
                        DataSize.ofMegabytes(512),
                        DataSize.ofMegabytes(10),
                        "/var/slipway/work"));
    }

    private static ServingSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("slipway.serving", ServingSettings.class);
    }
}
