package dev.slipway.portal.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.Samples;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeldStagesTest {

    private static final Set<String> LISTS = Set.of("Development", "Archived");

    @Test
    void believesNoTagThatNamesAStageOneVersionHolds() {
        var forged = Samples.version("2", "Production", Map.of());

        assertThat(HeldStages.stage(forged, Map.of("Production", "1"), LISTS)).isNull();
        assertThat(HeldStages.stage(forged, Map.of(), LISTS)).isNull();
    }

    @Test
    void knowsTheHolderWhateverItsTagSays() {
        var holders = new LinkedHashMap<String, String>();
        holders.put("Staging", "1");
        holders.put("Production", "1");

        assertThat(HeldStages.stage(Samples.version("1", null, Map.of()), holders, LISTS))
                .isEqualTo("Production");
        assertThat(HeldStages.stage(Samples.version("1", "Archived", Map.of()), holders, LISTS))
                .isEqualTo("Production");
    }

    @Test
    void leavesTheOthersOfAStageWithManyVersionsInIt() {
        var archived = Samples.version("1", "Archived", Map.of());

        assertThat(HeldStages.stage(archived, Map.of("Archived", "2"), LISTS)).isEqualTo("Archived");
    }
}
