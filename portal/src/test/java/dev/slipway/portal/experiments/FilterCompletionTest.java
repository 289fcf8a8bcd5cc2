package dev.slipway.portal.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.experiments.Runs.RunColumns;
import dev.slipway.experiments.filter.RunFilter;
import dev.slipway.portal.experiments.FilterCompletion.Suggestion;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterCompletionTest {

    private final FilterCompletion completion = new FilterCompletion(
            new RunColumns(List.of("accuracy", "roc_auc", "val/loss"), List.of("model", "max depth"), List.of("seed")),
            param -> switch (param) {
                case "model" -> List.of("forest", "logistic", "it's");
                case "max depth" -> List.of("3");
                default -> List.of();
            });

    @Test
    void offersTheSortsOfKeysFirst() {
        assertThat(labels("")).startsWith("metrics.", "params.", "tags.", "attributes.");
    }

    @Test
    void findsAKeyByAnyPartOfItsName() {
        assertThat(labels("roc")).containsExactly("metrics.roc_auc");
    }

    @Test
    void goesOnWithinASortOfKeys() {
        assertThat(labels("params.")).containsExactly("params.model", "params.`max depth`");
    }

    @Test
    void quotesAKeyThatIsNoPlainWord() {
        assertThat(labels("loss")).containsExactly("metrics.`val/loss`");
    }

    @Test
    void offersOnlySignsThatGoWithTheKey() {
        assertThat(labels("metrics.roc_auc ")).containsExactly(">", ">=", "<", "<=", "=", "!=");
        assertThat(labels("params.model ")).contains("LIKE", "IS NOT NULL").doesNotContain(">");
        assertThat(labels("attributes.start_time ")).contains(">=");
    }

    @Test
    void offersTheValuesOfAParameter() {
        assertThat(labels("params.model = ")).containsExactly("'forest'", "'logistic'", "\"it's\"");
        assertThat(labels("params.model = 'lo")).containsExactly("'logistic'");
        assertThat(labels("params.`max depth` = ")).containsExactly("'3'");
    }

    @Test
    void offersTheStatusesOfARun() {
        assertThat(labels("attributes.status = 'F")).containsExactly("'FINISHED'", "'FAILED'");
    }

    @Test
    void offersAndAfterAWholeCondition() {
        assertThat(labels("metrics.roc_auc > 0.8 ")).containsExactly("and");
        assertThat(labels("params.model IS NOT NULL ")).containsExactly("and");
        assertThat(labels("params.model = 'a and b' ")).containsExactly("and");
        assertThat(labels("attributes.run_id IN ('a', 'b') ")).containsExactly("and");
    }

    @Test
    void beginsAnewAfterAnd() {
        assertThat(labels("metrics.roc_auc > 0.8 and acc")).containsExactly("metrics.accuracy");
    }

    @Test
    void replacesWhatIsTypedAndKeepsWhatFollows() {
        var text = "roc > 0.8";

        var taken = completion.at(text, 3).getFirst();

        assertThat(taken.applied(text, 3)).isEqualTo("metrics.roc_auc  > 0.8");
        assertThat(taken.caret()).isEqualTo("metrics.roc_auc ".length());
    }

    @Test
    void putsASpaceBehindASignThatTouchesTheCaret() {
        var text = "params.model =";

        assertThat(completion.at(text, text.length()).getFirst().applied(text, text.length()))
                .isEqualTo("params.model = 'forest' ");
    }

    @Test
    void writesOnlyWhatMlflowCanRead() {
        var text = "";
        for (var step : List.of("metrics.`val/loss`", "<=")) {
            text = take(text, step);
        }
        text = take(take(take(take(text + "0.5 ", "and"), "params.`max depth`"), "="), "'3'");

        assertThat(RunFilter.parse(text).comparisons()).hasSize(2);
    }

    private String take(String text, String label) {
        return completion.at(text, text.length()).stream()
                .filter(suggestion -> suggestion.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError(label + " is not offered after " + text))
                .applied(text, text.length());
    }

    private List<String> labels(String text) {
        return completion.at(text, text.length()).stream()
                .map(Suggestion::label)
                .toList();
    }
}
