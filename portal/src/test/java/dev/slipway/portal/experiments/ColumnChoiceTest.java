package dev.slipway.portal.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.experiments.Runs.RunColumns;
import dev.slipway.experiments.Runs.RunFacets;
import dev.slipway.portal.experiments.RunColumn.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ColumnChoiceTest {

    private static final RunColumns KNOWN = new RunColumns(
            List.of("fit_seconds", "log_loss", "roc_auc", "train_roc_auc", "validation_roc_auc"),
            List.of("depth", "encoder", "model"),
            List.of("seed"));
    private static final RunFacets FACETS = new RunFacets(Map.of(), Map.of("depth", 5L, "encoder", 1L, "model", 3L));

    @Test
    void showsOnlyParametersThatDifferUnlessAsked() {
        var choice = ColumnChoice.of(List.of(), KNOWN, FACETS);

        assertThat(choice.of(Kind.PARAM)).containsExactly(RunColumn.param("model"), RunColumn.param("depth"));
    }

    @Test
    void showsResultsRatherThanCurvesAndTimes() {
        var choice = ColumnChoice.of(List.of(), KNOWN, FACETS);

        assertThat(choice.of(Kind.METRIC)).containsExactly(RunColumn.metric("roc_auc"), RunColumn.metric("log_loss"));
    }

    @Test
    void putsWhatARunBecameRightAfterItsName() {
        assertThat(ColumnChoice.of(List.of(), KNOWN, FACETS).shown()).first().isEqualTo(RunColumn.Fact.BECAME.column());
    }

    @Test
    void showsWhatTheAddressAsksForInGroups() {
        var choice = ColumnChoice.of(List.of("params.encoder", "metrics.fit_seconds", "run.user"), KNOWN, FACETS);

        assertThat(choice.shown())
                .containsExactly(
                        RunColumn.Fact.USER.column(), RunColumn.metric("fit_seconds"), RunColumn.param("encoder"));
        assertThat(choice.unknown()).isEmpty();
    }

    @Test
    void namesWhatNoRunHas() {
        var choice = ColumnChoice.of(List.of("metrics.gone", "nonsense", "metrics.roc_auc"), KNOWN, FACETS);

        assertThat(choice.unknown()).containsExactly("metrics.gone", "nonsense");
        assertThat(choice.shown()).containsExactly(RunColumn.metric("roc_auc"));
    }
}
