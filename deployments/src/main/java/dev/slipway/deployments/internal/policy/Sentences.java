package dev.slipway.deployments.internal.policy;

import dev.slipway.deployments.internal.policy.Gate.MetricLimit;
import dev.slipway.deployments.internal.policy.Gate.NotWorseThanHolder;
import dev.slipway.deployments.internal.policy.Gate.SignatureKept;
import dev.slipway.deployments.internal.policy.Gate.TwinAgrees;
import dev.slipway.deployments.promotion.Promotions.Seat;
import dev.slipway.experiments.MetricDirection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A policy in plain sentences, for those who do not read YAML. */
public final class Sentences {

    private Sentences() {}

    public static List<String> of(Policy policy) {
        var sentences = new ArrayList<String>();
        sentences.add("It governs moves of " + models(policy.models()) + " to " + policy.stage() + ".");
        if (!policy.from().isEmpty()) {
            sentences.add("A version has to come from " + String.join(" or ", policy.from()) + ".");
        }
        policy.gates().forEach(gate -> sentences.add(prefix(gate) + sentence(gate)));
        sentences.add(approvals(policy.approvals()));
        sentences.add("A request that is not decided within " + duration(policy.expiresAfter()) + " ends.");
        sentences.add(drift(policy.aliasDrift()));
        return List.copyOf(sentences);
    }

    private static String models(List<String> globs) {
        return globs.contains("*") ? "every model" : String.join(", ", globs);
    }

    private static String prefix(Gate gate) {
        return gate.models().isEmpty() ? "" : "For " + String.join(", ", gate.models()) + ": ";
    }

    private static String sentence(Gate gate) {
        return switch (gate) {
            case MetricLimit limit ->
                limit.metric() + " has to be " + limit.bound().words() + " " + Numbers.text(limit.limit()) + ".";
            case NotWorseThanHolder comparison ->
                comparison.metric() + " may be at most " + Numbers.text(comparison.by())
                        + (comparison.direction() == MetricDirection.HIGHER_IS_BETTER ? " lower" : " higher")
                        + " than that of the version it replaces.";
            case SignatureKept ignored -> "What goes in and what comes out stays as its callers know it.";
            case TwinAgrees ignored -> "If it has an ONNX twin, the twin gives what the native model gives.";
        };
    }

    private static String approvals(List<Seat> seats) {
        var who = seats.stream().map(Sentences::seat).collect(Collectors.joining(" and "));
        return "It needs the approval of " + who + ", never of the person who asked.";
    }

    private static String seat(Seat seat) {
        var name = switch (seat.role()) {
            case ML_ENGINEER -> "ML engineer";
            case MANAGER -> "manager";
            case VIEWER, DATA_SCIENTIST, ADMIN ->
                seat.role().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
        var article = name.startsWith("ML") ? "an " : "a ";
        return seat.count() == 1 ? article + name : seat.count() + " " + name + "s";
    }

    static String duration(Duration duration) {
        var hours = duration.toHours();
        if (hours > 0 && hours % 24 == 0) {
            return counted(hours / 24, "day");
        }
        return duration.toMinutes() % 60 == 0 ? counted(hours, "hour") : counted(duration.toMinutes(), "minute");
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    private static String drift(Policy.AliasDrift drift) {
        return switch (drift) {
            case REPORT -> "If the alias is moved outside Slipway, that is reported.";
            case REVERT -> "If the alias is moved outside Slipway, Slipway moves it back.";
        };
    }
}
