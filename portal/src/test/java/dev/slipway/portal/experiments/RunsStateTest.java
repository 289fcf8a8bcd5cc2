package dev.slipway.portal.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunsStateTest {

    @Test
    void comesBackFromItsAddressAsItWas() {
        var state = new RunsState(
                "metrics.roc_auc > 0.8 and params.`a&b` = '100% é'",
                true,
                List.of("metrics.`val/loss` ASC", "attributes.start_time DESC"),
                List.of("run.started", "metrics.val/loss", "params.a,b"));

        var address = state.parameters().getQueryString();

        assertThat(RunsState.of(QueryParameters.fromString(address))).isEqualTo(state);
    }

    @Test
    void saysNothingInTheAddressAboutWhatIsUsual() {
        assertThat(RunsState.START.parameters().getQueryString()).isEmpty();
        assertThat(RunsState.of(QueryParameters.empty())).isEqualTo(RunsState.START);
    }

    @Test
    void comparisonComesBackFromItsAddressAsItWas() {
        var state = new CompareState(List.of("a1", "b2"), true, true);

        assertThat(CompareState.of(QueryParameters.fromString(state.parameters().getQueryString())))
                .isEqualTo(state);
    }

    @Test
    void comparesEachRunOnce() {
        assertThat(CompareState.of(QueryParameters.of("runs", "a, b,,a")).runIds())
                .containsExactly("a", "b");
    }
}
