package dev.slipway.deployments.internal.policy;

import dev.slipway.deployments.internal.policy.Evidence.Holder;
import dev.slipway.deployments.internal.policy.Gate.MetricLimit;
import dev.slipway.deployments.internal.policy.Gate.NotWorseThanHolder;
import dev.slipway.deployments.internal.policy.Gate.SignatureKept;
import dev.slipway.deployments.internal.policy.Gate.TwinAgrees;
import dev.slipway.deployments.promotion.GateResult;
import dev.slipway.deployments.promotion.GateVerdict;
import dev.slipway.experiments.MetricDirection;
import dev.slipway.serving.ParityReport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the gates of a policy over evidence. Pure: the same arguments give the same findings. */
public final class Gates {

    private static final String NONE = "none";

    private Gates() {}

    /** One finding for each gate that is for the version's model, in the policy's order. */
    public static List<GateResult> evaluate(Policy policy, Evidence evidence) {
        var results = new ArrayList<GateResult>();
        if (!policy.from().isEmpty()) {
            results.add(origin(policy.from(), evidence));
        }
        policy.gates().stream()
                .filter(gate -> gate.isFor(evidence.version().model()))
                .map(gate -> evaluate(gate, evidence))
                .forEach(results::add);
        return List.copyOf(results);
    }

    /** What is inconclusive blocks as what fails does. */
    public static boolean allPass(List<GateResult> results) {
        return results.stream().allMatch(Gates::passes);
    }

    public static boolean passes(GateResult result) {
        return switch (result.verdict()) {
            case PASS, SKIPPED -> true;
            case FAIL, INCONCLUSIVE -> false;
        };
    }

    private static GateResult evaluate(Gate gate, Evidence evidence) {
        return switch (gate) {
            case MetricLimit limit -> limit(limit, evidence);
            case NotWorseThanHolder comparison -> comparison(comparison, evidence);
            case SignatureKept ignored -> signature(evidence);
            case TwinAgrees ignored -> twin(evidence.parity());
        };
    }

    private static GateResult origin(List<String> from, Evidence evidence) {
        var allowed = String.join(" or ", from);
        var verdict = from.contains(evidence.stage()) ? GateVerdict.PASS : GateVerdict.FAIL;
        return new GateResult(
                "comes from " + allowed,
                evidence.stage(),
                allowed,
                verdict,
                null,
                null,
                evidence.version() + " is in " + evidence.stage() + ".");
    }

    private static GateResult limit(MetricLimit gate, Evidence evidence) {
        var limit = gate.bound().words() + " " + Numbers.text(gate.limit());
        var name = gate.metric() + " " + limit;
        var value = evidence.metrics().get(gate.metric());
        if (value == null || !Double.isFinite(value)) {
            return inconclusive(name, limit, gate.limit(), noValue(gate.metric(), value));
        }
        var verdict = gate.bound().admits(value, gate.limit()) ? GateVerdict.PASS : GateVerdict.FAIL;
        var shown = Numbers.apartFrom(gate.limit(), value);
        var explanation = gate.metric() + " of the source run is " + shown + "; the policy asks for " + limit + ".";
        return new GateResult(name, shown, limit, verdict, value, gate.limit(), explanation);
    }

    private static GateResult comparison(NotWorseThanHolder gate, Evidence evidence) {
        var name = gate.metric() + " not worse than the holder's by more than " + Numbers.text(gate.by());
        var holder = evidence.holder();
        if (holder == null) {
            return skipped(name, "Nobody holds the stage, so there is nothing to compare with.");
        }
        var value = evidence.metrics().get(gate.metric());
        if (value == null || !Double.isFinite(value)) {
            return inconclusive(name, NONE, null, noValue(gate.metric(), value));
        }
        var reference = holder.metrics().get(gate.metric());
        if (reference == null || !Double.isFinite(reference)) {
            return inconclusive(
                    name,
                    NONE,
                    null,
                    "The holder " + holder.version() + " has no " + gate.metric() + " to compare with.");
        }
        return compared(name, gate, value, reference, holder);
    }

    private static GateResult compared(
            String name, NotWorseThanHolder gate, double value, double reference, Holder holder) {
        var bound = gate.direction().worstAllowed(reference, gate.by());
        var limit = (gate.direction() == MetricDirection.HIGHER_IS_BETTER ? "at least " : "at most ")
                + Numbers.apartFrom(value, bound);
        var verdict = gate.direction().isWorse(value, bound) ? GateVerdict.FAIL : GateVerdict.PASS;
        var difference = Numbers.signed(value - reference);
        var explanation = "The holder v" + holder.version().version() + " has " + Numbers.text(reference)
                + "; the difference is " + difference + ".";
        return new GateResult(
                name,
                Numbers.apartFrom(bound, value) + " (" + difference + ")",
                limit,
                verdict,
                value,
                bound,
                explanation);
    }

    private static GateResult signature(Evidence evidence) {
        var name = "signature compatible with the holder's";
        var holder = evidence.holder();
        if (holder == null) {
            return skipped(name, "Nobody holds the stage, so no caller depends on a signature.");
        }
        if (evidence.signature() == null) {
            return inconclusive(name, "as v" + holder.version().version(), null, "It was logged without a signature.");
        }
        if (holder.signature() == null) {
            return skipped(name, "The holder " + holder.version() + " has no signature that callers could rely on.");
        }
        var changes = SignatureChange.between(holder.signature(), evidence.signature());
        var value = changes.isEmpty() ? "compatible" : String.join("; ", changes);
        var verdict = changes.isEmpty() ? GateVerdict.PASS : GateVerdict.FAIL;
        return new GateResult(
                name,
                value,
                "as v" + holder.version().version(),
                verdict,
                null,
                null,
                changes.isEmpty()
                        ? "Callers of v" + holder.version().version() + " can go on as they are."
                        : "Callers of v" + holder.version().version() + " would notice: " + value + ".");
    }

    private static GateResult twin(ParityReport parity) {
        var name = "ONNX twin agrees with the native model";
        var limit = "at most " + Numbers.small(parity.limit());
        return switch (parity.state()) {
            case ABSENT -> skipped(name, "It has no twin.");
            case PENDING ->
                inconclusive(name, limit, parity.limit(), "The twin was not checked yet. Try again shortly.");
            case PASSED -> measuredTwin(name, limit, parity, GateVerdict.PASS);
            case FAILED -> measuredTwin(name, limit, parity, GateVerdict.FAIL);
        };
    }

    private static GateResult measuredTwin(String name, String limit, ParityReport parity, GateVerdict verdict) {
        var difference = parity.maxDifference();
        var value = difference == null ? "not comparable" : Numbers.small(difference);
        return new GateResult(name, value, limit, verdict, difference, parity.limit(), parity.explanation());
    }

    private static String noValue(String metric, @Nullable Double value) {
        return value == null
                ? "The source run has no metric " + metric + ". Log it in the run, or choose another version."
                : "The metric " + metric + " of the source run is not a finite number.";
    }

    private static GateResult skipped(String name, String explanation) {
        return new GateResult(name, NONE, NONE, GateVerdict.SKIPPED, null, null, explanation);
    }

    private static GateResult inconclusive(String name, String limit, @Nullable Double bound, String explanation) {
        return new GateResult(name, NONE, limit, GateVerdict.INCONCLUSIVE, null, bound, explanation);
    }
}
