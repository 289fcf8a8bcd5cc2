package dev.slipway.portal.models;

import static dev.slipway.portal.Samples.promotion;
import static dev.slipway.portal.Samples.version;
import static dev.slipway.portal.Spoken.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.portal.models.LoopPlace.Mark;
import dev.slipway.portal.models.LoopPlace.Stop;
import dev.slipway.serving.ParityState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoopPlaceTest {

    @Test
    void hasOneStopForEachStation() {
        assertThat(stops(null, null).stream().map(Stop::station)).containsExactly(Stations.values());
    }

    @ParameterizedTest
    @EnumSource(PromotionState.class)
    void whatNobodyLooksAtIsNeverDone(PromotionState state) {
        var unbuilt = stops("Production", state).subList(5, 8);

        assertThat(unbuilt).extracting(Stop::mark).containsOnly(Mark.GAP);
        assertThat(unbuilt).extracting(stop -> words(stop.fact())).contains("not watched yet");
    }

    @ParameterizedTest
    @EnumSource(PromotionState.class)
    void isAtOneStationAtMost(PromotionState state) {
        var stages = Arrays.<@Nullable String>asList(null, "Staging", "Production", "Archived");

        assertThat(stages)
                .allSatisfy(stage -> assertThat(stops(stage, state))
                        .extracting(Stop::mark)
                        .filteredOn(Mark.NOW::equals)
                        .hasSizeLessThanOrEqualTo(1));
    }

    @Test
    void isRegisteredUntilSomebodyAsks() {
        assertThat(marks(null, null))
                .containsExactly(Mark.DONE, Mark.NOW, Mark.NEXT, Mark.NEXT, Mark.NEXT, Mark.GAP, Mark.GAP, Mark.GAP);
    }

    @Test
    void waitsAtTheApproval() {
        var stops = stops(null, PromotionState.PENDING);

        assertThat(stops.get(3).mark()).isEqualTo(Mark.NOW);
        assertThat(words(stops.get(3).fact())).isEqualTo("0 of 1 approvals");
    }

    @Test
    void gatesThatFailAreTrouble() {
        assertThat(marks(null, PromotionState.GATES_FAILED).subList(2, 5))
                .containsExactly(Mark.TROUBLE, Mark.NEXT, Mark.NEXT);
    }

    @Test
    void aRejectionIsTrouble() {
        assertThat(stops(null, PromotionState.REJECTED).get(3).mark()).isEqualTo(Mark.TROUBLE);
    }

    @Test
    void standsAtItsStageOncePromoted() {
        var stage = stops("Production", PromotionState.PROMOTED).get(4);

        assertThat(stage.mark()).isEqualTo(Mark.NOW);
        assertThat(words(stage.fact())).isEqualTo("Production");
        assertThat(stage.at()).isNotNull();
    }

    @Test
    void aStageThatWasSetOutsideHasGapsBeforeIt() {
        var stops = stops("Production", null);

        assertThat(stops.get(2).mark()).isEqualTo(Mark.GAP);
        assertThat(words(stops.get(2).fact())).isEqualTo("set outside Slipway");
        assertThat(stops.get(4).mark()).isEqualTo(Mark.NOW);
    }

    private static List<Mark> marks(@Nullable String stage, @Nullable PromotionState state) {
        return stops(stage, state).stream().map(Stop::mark).toList();
    }

    private static List<Stop> stops(@Nullable String stage, @Nullable PromotionState state) {
        return new LoopPlace(
                        version("3", stage, Map.of()), ParityState.PASSED, state == null ? null : promotion("3", state))
                .stops();
    }
}
