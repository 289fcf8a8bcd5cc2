package dev.slipway.portal.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.experiments.RunStatus;
import dev.slipway.experiments.Runs.RunRow;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparedRunsTest {

    private final ComparedRuns compared = new ComparedRuns(List.of(
            aRun("a", Map.of("model", "boosting", "depth", "6"), Map.of("roc_auc", 0.87, "log_loss", 0.40)),
            aRun("b", Map.of("model", "boosting", "depth", "7"), Map.of("roc_auc", 0.86, "log_loss", 0.39)),
            aRun("c", Map.of("model", "forest"), Map.of("roc_auc", 0.85, "log_loss", 0.39))));

    @Test
    void callsAValueOddThatStandsAgainstTheMajority() {
        var model = compared.params().get(1);

        assertThat(List.of(model.isOdd(0), model.isOdd(1), model.isOdd(2))).containsExactly(false, false, true);
    }

    @Test
    void callsNothingOddWhereNoValueIsInTheMajority() {
        var depth = compared.params().getFirst();

        assertThat(List.of(depth.isOdd(0), depth.isOdd(1), depth.isOdd(2))).containsOnly(false);
        assertThat(depth.differs()).isTrue();
    }

    @Test
    void starsTheLowestLossAndTheHighestScore() {
        assertThat(compared.metrics().getFirst().best()).containsExactly(0);
        assertThat(compared.metrics().get(1).best()).containsExactly(1, 2);
    }

    @Test
    void starsNothingWhereAllAreEqual() {
        assertThat(new ComparedRuns.MetricRow("f1", Arrays.asList(0.5, 0.5)).best())
                .isEmpty();
    }

    @Test
    void prefersANumberToNaNAndToNothing() {
        assertThat(new ComparedRuns.MetricRow("f1", Arrays.asList(Double.NaN, 0.5, null)).best())
                .containsExactly(1);
    }

    @Test
    void countsTheRowsThatDiffer() {
        assertThat(compared.differingCount()).isEqualTo(4);
        assertThat(compared.yardstick()).isEqualTo("roc_auc");
        assertThat(compared.best()).isZero();
    }

    @Test
    void writesTheTableAsCsv() {
        assertThat(compared.csv().lines())
                .containsExactly(
                        "kind,key,a,b,c",
                        "run,run_id,id-a,id-b,id-c",
                        "param,depth,6,7,",
                        "param,model,boosting,boosting,forest",
                        "metric,roc_auc,0.87,0.86,0.85",
                        "metric,log_loss,0.4,0.39,0.39");
    }

    @Test
    void letsNoSpreadsheetRunWhatSomebodyLogged() {
        var table = new ComparedRuns(List.of(aRun("a,\"b\"", Map.of("p", "=cmd()"), Map.of("f1", -0.5))));

        assertThat(table.csv()).contains("kind,key,\"a,\"\"b\"\"\"", "param,p,'=cmd()", "metric,f1,-0.5");
    }

    static RunRow aRun(String name, Map<String, String> params, Map<String, Double> metrics) {
        return new RunRow(
                "id-" + name, "1", name, RunStatus.FINISHED, null, null, "ada", metrics, params, Map.of(), List.of());
    }
}
