package dev.slipway.deployments.internal;

import dev.slipway.deployments.promotion.PromotionConflict;
import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.security.Actor;
import dev.slipway.security.Forbidden;
import dev.slipway.security.Permission;
import dev.slipway.security.Role;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/** Who may do what with a promotion now. Each check passes or throws the sentence that the screen and the API show. */
final class Rights {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Rights() {}

    /** Whatever the state is: the requester, and who has no seat, may not decide. */
    static void mayDecide(Promotion promotion, Actor actor) {
        if (promotion.isRequestedBy(actor.id())) {
            throw new Forbidden(
                    "own_request",
                    "You asked for this promotion, so somebody else decides. That holds for all of your tokens too.");
        }
        require(Permission.DECIDE_PROMOTION, promotion, actor);
        if (promotion.seatRoles().stream().noneMatch(actor.rolesIn(promotion.team())::contains)) {
            throw new Forbidden(
                    "no_seat",
                    "The policy asks for " + names(promotion) + " to decide, and you are none in this team.");
        }
    }

    private static String names(Promotion promotion) {
        return promotion.seatRoles().stream()
                .map(role -> switch (role) {
                    case ML_ENGINEER -> "an ML engineer";
                    case MANAGER -> "a manager";
                    case VIEWER, DATA_SCIENTIST, ADMIN ->
                        role.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                })
                .distinct()
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" or "), text -> text.isEmpty() ? "nobody" : text));
    }

    /** @return the seat that the actor takes */
    static Role canDecide(Promotion promotion, Actor actor) {
        if (promotion.state() != PromotionState.PENDING) {
            throw new PromotionConflict("not_pending", "There is nothing to decide: " + standing(promotion) + ".");
        }
        if (promotion.wasDecidedBy(actor.id())) {
            throw new PromotionConflict("decided_by_you", "You approved it already; it waits for somebody else now.");
        }
        return promotion.openSeats().stream()
                .filter(actor.rolesIn(promotion.team())::contains)
                .findFirst()
                .orElseThrow(() -> new PromotionConflict(
                        "seat_filled", "Your role's approval was given already: " + standing(promotion) + "."));
    }

    static void mayWithdraw(Promotion promotion, Actor actor) {
        require(Permission.REQUEST_PROMOTION, promotion, actor);
        if (!promotion.isRequestedBy(actor.id())) {
            throw new Forbidden(
                    "not_your_request",
                    promotion.requesterName()
                            + " asked for this promotion; only who asked can withdraw. Reject it instead.");
        }
    }

    static void canWithdraw(Promotion promotion) {
        if (!promotion.state().mayBecome(PromotionState.WITHDRAWN)) {
            throw new PromotionConflict("not_withdrawable", "It is too late to withdraw: " + standing(promotion) + ".");
        }
    }

    static void mayRollBack(Promotion promotion, Actor actor) {
        require(Permission.ROLL_BACK, promotion, actor);
    }

    /** Who acts on it is answered with it, and so has to be able to read it too. */
    static void require(Permission permission, Promotion promotion, Actor actor) {
        var what = "Model " + promotion.versionRef().model();
        actor.require(permission, promotion.team(), what);
        actor.require(Permission.READ, promotion.team(), what);
    }

    /** Such as {@code Ines approved employment v3 for Production, on 2026-11-24 12:03 UTC}. */
    static String standing(Promotion promotion) {
        var last = promotion.lastEntry();
        var told = last.kind()
                .tell(
                        last.actorName(),
                        promotion.versionRef().toString(),
                        promotion.stage().name(),
                        "");
        return told.substring(0, told.length() - 1) + ", on " + TIME.format(last.at());
    }
}
