package dev.slipway.portal.promotions;

import dev.slipway.deployments.promotion.Promotions.Decision.Verdict;
import dev.slipway.deployments.promotion.Promotions.DecisionRow;
import dev.slipway.deployments.promotion.Promotions.PromotionDetails;
import dev.slipway.deployments.promotion.Promotions.Seat;
import dev.slipway.portal.kit.Phrase;
import dev.slipway.security.Role;
import dev.slipway.security.Teams.Member;
import dev.slipway.security.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The seats that nobody filled yet, and who could. */
final class SeatWords {

    private SeatWords() {}

    /** @param couldFill display names, possibly none */
    record OpenSeat(Role role, List<String> couldFill) {

        Phrase who() {
            return switch (couldFill.size()) {
                case 0 -> Phrase.of("promotions.seat.nobody");
                case 1 -> Phrase.of("promotions.seat.one", couldFill.getFirst());
                case 2, 3 ->
                    Phrase.of(
                            "promotions.seat.some",
                            String.join(", ", couldFill.subList(0, couldFill.size() - 1)),
                            couldFill.getLast());
                default ->
                    Phrase.of("promotions.seat.many", String.join(", ", couldFill.subList(0, 2)), couldFill.size() - 2);
            };
        }
    }

    static List<OpenSeat> open(PromotionDetails details, List<Member> members) {
        var taken = takenBy(details);
        var open = new ArrayList<OpenSeat>();
        for (var seat : details.required()) {
            var names = members.stream()
                    .filter(member -> member.roles().contains(seat.role()) && !taken.contains(member.id()))
                    .map(Member::displayName)
                    .sorted()
                    .toList();
            for (var filled = filled(details, seat.role()); filled < seat.count(); filled++) {
                open.add(new OpenSeat(seat.role(), names));
            }
        }
        return List.copyOf(open);
    }

    /** The requester and who decided already. */
    private static Set<UserId> takenBy(PromotionDetails details) {
        var taken = current(details).stream().map(DecisionRow::user).collect(Collectors.toSet());
        taken.add(details.row().requester());
        return taken;
    }

    private static long filled(PromotionDetails details, Role role) {
        return current(details).stream()
                .filter(decision -> decision.seat() == role && decision.verdict() == Verdict.APPROVE)
                .count();
    }

    /** Decisions on other evidence than the present one do not count. */
    private static List<DecisionRow> current(PromotionDetails details) {
        return details.decisions().stream()
                .filter(decision -> decision.evidenceDigest().equals(details.evidenceDigest()))
                .toList();
    }

    static int needed(List<Seat> seats) {
        return seats.stream().mapToInt(Seat::count).sum();
    }

    /** Such as: An ML engineer. */
    static Phrase aPerson(Role role) {
        return Phrase.of("promotions.seat.role." + role.name());
    }
}
