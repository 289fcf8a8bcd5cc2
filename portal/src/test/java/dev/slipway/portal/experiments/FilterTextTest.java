package dev.slipway.portal.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.experiments.Runs.RunColumns;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FilterTextTest {

    @Test
    void readsALongValue() {
        var condition = "params.p = '" + "x''".repeat(20_000) + "'";

        assertThat(FilterText.of("status = 'a' and " + condition).conditions())
                .containsExactly("status = 'a'", condition);
        assertThat(new FilterCompletion(new RunColumns(List.of(), List.of(), List.of()), key -> List.of())
                        .at(condition + " ", condition.length() + 1))
                .extracting(FilterCompletion.Suggestion::label)
                .containsExactly("and");
    }

    private static final String FINISHED = "attributes.status = 'FINISHED'";

    @Test
    void addsAConditionToWhatIsThere() {
        assertThat(FilterText.of("metrics.a > 1").with(FINISHED).text()).isEqualTo("metrics.a > 1 and " + FINISHED);
        assertThat(FilterText.of("").with(FINISHED).text()).isEqualTo(FINISHED);
    }

    @Test
    void knowsAConditionHoweverItIsSpaced() {
        assertThat(FilterText.of("attributes.status='FINISHED' AND metrics.a > 1")
                        .has(FINISHED))
                .isTrue();
    }

    @Test
    void takesOneConditionAway() {
        assertThat(FilterText.of("metrics.a > 1 and " + FINISHED + " and params.b = 'c'")
                        .without(FINISHED)
                        .text())
                .isEqualTo("metrics.a > 1 and params.b = 'c'");
    }

    @Test
    void leavesAndInsideQuotesAlone() {
        assertThat(FilterText.of("params.a = 'this and that' and tags.`x and y` = 'z'")
                        .conditions())
                .containsExactly("params.a = 'this and that'", "tags.`x and y` = 'z'");
    }

    @Test
    void leavesWordsThatContainAndAlone() {
        assertThat(FilterText.of("params.brand = 'a'").conditions()).containsExactly("params.brand = 'a'");
    }

    @Test
    void findsAConditionByPattern() {
        var lately = Pattern.compile("attributes\\.start_time >= \\d+");

        assertThat(FilterText.of("attributes.start_time >= 12 and metrics.a > 1")
                        .without(lately)
                        .text())
                .isEqualTo("metrics.a > 1");
    }
}
