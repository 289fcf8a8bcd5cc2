package dev.slipway.deployments.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.deployments.promotion.Stages.Stage;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class StageSettingsTest {

    @Test
    void hasFourStagesUnlessOthersAreConfigured() {
        assertThat(bind(Map.of()).stages())
                .containsExactly(
                        new Stage("Development", null),
                        new Stage("Staging", "challenger"),
                        new Stage("Production", "champion"),
                        new Stage("Archived", null));
    }

    @Test
    void takesStagesInTheirConfiguredOrder() {
        var settings = bind(Map.of(
                "slipway.stages[0].name", "Lab",
                "slipway.stages[1].name", "Live",
                "slipway.stages[1].alias", "live"));

        assertThat(settings.stages()).containsExactly(new Stage("Lab", null), new Stage("Live", "live"));
    }

    @Test
    void refusesStagesThatCannotBeToldApart() {
        assertThatThrownBy(() -> bind(Map.of("slipway.stages[0].name", "Live", "slipway.stages[1].name", "live")))
                .hasRootCauseMessage("slipway.stages: the name 'live' is empty or given twice. Each needs its own.");
        assertThatThrownBy(() -> bind(Map.of("slipway.stages[0].name", "Live")))
                .hasRootCauseMessage("slipway.stages needs two stages or more, such as Staging, Production.");
    }

    @Test
    void looksForPoliciesWhereItIsTold() {
        var source = new MapConfigurationPropertySource(Map.of("slipway.policies.dir", "/srv/policies"));

        assertThat(new Binder(source)
                        .bind("slipway.policies", PolicySettings.class)
                        .get()
                        .dir())
                .isEqualTo(Path.of("/srv/policies"));
    }

    private static StageSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("slipway", StageSettings.class);
    }
}
