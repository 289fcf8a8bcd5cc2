package dev.slipway.portal.promotions;

import static dev.slipway.portal.Samples.ADA;
import static dev.slipway.portal.Samples.NOON;
import static dev.slipway.portal.Samples.details;
import static dev.slipway.portal.Samples.seat;
import static dev.slipway.portal.Spoken.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.Promotions.Decision.Verdict;
import dev.slipway.deployments.promotion.Promotions.DecisionRow;
import dev.slipway.deployments.promotion.Promotions.Seat;
import dev.slipway.portal.promotions.SeatWords.OpenSeat;
import dev.slipway.security.Role;
import dev.slipway.security.Teams.Member;
import dev.slipway.security.UserId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeatWordsTest {

    private static final Member INES = member(2, "Ines Moreau");
    private static final Member OMAR = member(3, "Omar Haddad");
    private static final Member REQUESTER = new Member(ADA, "ada", "Ada Lindqvist", Set.of(Role.ML_ENGINEER));

    @Test
    void namesWhoCouldFillASeatButNeverTheRequester() {
        var open = open(List.of(seat(Role.ML_ENGINEER, 1)), List.of(), List.of(OMAR, REQUESTER, INES));

        assertThat(open).extracting(seat -> words(seat.who())).containsExactly("Ines Moreau or Omar Haddad");
    }

    @Test
    void whoDecidedAlreadyFillsNoSecondSeat() {
        var open = open(List.of(seat(Role.ML_ENGINEER, 2)), List.of(approval(INES, "evidence")), List.of(INES, OMAR));

        assertThat(open).extracting(seat -> words(seat.who())).containsExactly("Omar Haddad");
    }

    @Test
    void anApprovalOnOtherEvidenceLeavesTheSeatOpen() {
        var open = open(List.of(seat(Role.ML_ENGINEER, 1)), List.of(approval(INES, "before")), List.of(INES));

        assertThat(open).extracting(seat -> words(seat.who())).containsExactly("Ines Moreau");
    }

    @Test
    void saysWhenNobodyCan() {
        var open = open(List.of(seat(Role.MANAGER, 1)), List.of(), List.of(INES));

        assertThat(words(open.getFirst().who())).startsWith("Nobody in the team");
        assertThat(words(SeatWords.aPerson(open.getFirst().role()))).isEqualTo("A manager");
    }

    @Test
    void doesNotListACrowd() {
        var crowd = IntStream.range(10, 16)
                .mapToObj(number -> member(number, "P" + number))
                .toList();

        assertThat(words(open(List.of(seat(Role.ML_ENGINEER, 1)), List.of(), crowd)
                        .getFirst()
                        .who()))
                .isEqualTo("P10, P11 or 4 others");
    }

    private static List<OpenSeat> open(List<Seat> seats, List<DecisionRow> decisions, List<Member> members) {
        return SeatWords.open(details(PromotionState.PENDING, seats, decisions, List.of()), members);
    }

    private static DecisionRow approval(Member member, String evidence) {
        return new DecisionRow(
                member.id(), member.displayName(), Role.ML_ENGINEER, Verdict.APPROVE, "", NOON, evidence);
    }

    private static Member member(int number, String name) {
        return new Member(new UserId(new UUID(0, number)), name, name, Set.of(Role.ML_ENGINEER));
    }
}
