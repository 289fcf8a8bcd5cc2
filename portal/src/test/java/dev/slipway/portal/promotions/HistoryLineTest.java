package dev.slipway.portal.promotions;

import static dev.slipway.portal.Samples.ADA;
import static dev.slipway.portal.Samples.NOON;
import static dev.slipway.portal.Samples.details;
import static dev.slipway.portal.Spoken.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.Promotions.Decision.Verdict;
import dev.slipway.deployments.promotion.Promotions.DecisionRow;
import dev.slipway.deployments.promotion.Promotions.HistoryRow;
import dev.slipway.portal.kit.Tone;
import dev.slipway.security.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryLineTest {

    @Test
    void tellsTheWholeWayNewestFirst() {
        var lines = told(
                List.of(),
                row(PromotionState.PENDING, 0),
                row(PromotionState.APPROVED, 1),
                row(PromotionState.EXECUTING, 2),
                row(PromotionState.PROMOTED, 3));

        assertThat(lines)
                .extracting(line -> words(line.did()))
                .containsExactly(
                        "moved it to Production", "began to move it to Production", "approved", "asked for Production");
        assertThat(lines.getFirst().look().tone()).isEqualTo(Tone.GOOD);
    }

    @Test
    void tellsAnApprovalFromGatesThatRanAnew() {
        var approval = new DecisionRow(ADA, "Ines", Role.MANAGER, Verdict.APPROVE, "", NOON.plusSeconds(1), "evidence");
        var lines = told(
                List.of(approval),
                row(PromotionState.PENDING, 0),
                row(PromotionState.PENDING, 1),
                row(PromotionState.PENDING, 2));

        assertThat(lines)
                .extracting(line -> words(line.did()))
                .containsExactly(
                        "ran the gates anew, because the evidence changed",
                        "approved; further approvals are needed",
                        "asked for Production");
    }

    @Test
    void aRecordThatBeginsApprovedIsAWayBack() {
        assertThat(words(told(List.of(), row(PromotionState.APPROVED, 0))
                        .getFirst()
                        .did()))
                .isEqualTo("rolled back");
    }

    @Test
    void everyStateHasWords() {
        for (var state : PromotionState.values()) {
            assertThat(told(List.of(), row(PromotionState.PENDING, 0), row(state, 1)))
                    .allSatisfy(line -> assertThat(words(line.did())).isNotBlank());
        }
    }

    private static List<HistoryLine> told(List<DecisionRow> decisions, HistoryRow... rows) {
        return HistoryLine.of(details(PromotionState.PENDING, List.of(), decisions, List.of(rows)));
    }

    private static HistoryRow row(PromotionState state, int second) {
        return new HistoryRow(state, "Ines", null, NOON.plusSeconds(second));
    }
}
