package dev.slipway.deployments.internal.policy;

import dev.slipway.deployments.internal.policy.Gate.Bound;
import dev.slipway.deployments.internal.policy.Gate.MetricLimit;
import dev.slipway.deployments.internal.policy.Gate.NotWorseThanHolder;
import dev.slipway.deployments.internal.policy.Gate.SignatureKept;
import dev.slipway.deployments.internal.policy.Gate.TwinAgrees;
import dev.slipway.deployments.promotion.InvalidPolicy.Finding;
import dev.slipway.experiments.MetricDirection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads one item of {@code gates}; its kind is told by its first key. */
final class GateReader {

    private static final List<String> KINDS = List.of("metric", "not_worse_than_holder", "signature", "parity");
    private static final List<String> DIRECTIONS = List.of("higher", "lower");

    private GateReader() {}

    static Optional<Gate> read(Node node, List<Finding> findings) {
        if (!(node instanceof MappingNode mapping)) {
            Section.report(node.getStartMark(), "A gate looks like metric: accuracy with at_least: 0.9.", findings);
            return Optional.empty();
        }
        var kinds = kinds(mapping);
        if (kinds.size() != 1) {
            var what = kinds.isEmpty() ? "A gate begins with one of " : "A gate is only one of ";
            Section.report(node.getStartMark(), what + String.join(", ", KINDS) + ".", findings);
            return Optional.empty();
        }
        return switch (kinds.getFirst()) {
            case "metric" -> limit(section(mapping, findings, "metric", "at_least", "at_most"));
            case "not_worse_than_holder" ->
                comparison(section(mapping, findings, "not_worse_than_holder", "by", "direction"));
            case "signature" -> signature(section(mapping, findings, "signature"));
            default -> parity(section(mapping, findings, "parity"));
        };
    }

    private static List<String> kinds(MappingNode mapping) {
        return mapping.getValue().stream()
                .map(NodeTuple::getKeyNode)
                .flatMap(key -> key instanceof ScalarNode scalar ? Stream.of(scalar.getValue()) : Stream.empty())
                .filter(KINDS::contains)
                .distinct()
                .toList();
    }

    private static Section section(MappingNode mapping, List<Finding> findings, String... keys) {
        var known = new ArrayList<>(List.of(keys));
        known.add("models");
        return new Section(mapping, known, findings);
    }

    private static Optional<Gate> limit(Section section) {
        var models = section.texts("models");
        if (section.has("at_least") == section.has("at_most")) {
            section.report("metric", "Give the metric's limit: either at_least or at_most.");
            return Optional.empty();
        }
        var bound = section.has("at_least") ? Bound.AT_LEAST : Bound.AT_MOST;
        var limit = section.number(bound == Bound.AT_LEAST ? "at_least" : "at_most");
        return section.text("metric")
                .flatMap(metric -> limit.map(value -> new MetricLimit(metric, bound, value, models)));
    }

    private static Optional<Gate> comparison(Section section) {
        section.require("by", "by: 0.005, how much worse it may be");
        var by = section.number("by").orElse(0.0);
        if (by < 0) {
            section.report("by", "by is how much worse the metric may be: 0 or more.");
        }
        return section.text("not_worse_than_holder")
                .map(metric -> new NotWorseThanHolder(metric, by, direction(section, metric), section.texts("models")));
    }

    private static MetricDirection direction(Section section, String metric) {
        var text = section.text("direction");
        if (text.isPresent() && !DIRECTIONS.contains(text.get())) {
            section.report("direction", "direction is " + text.get() + "; say which way is better: higher or lower.");
            return MetricDirection.HIGHER_IS_BETTER;
        }
        return text.map(word ->
                        word.equals("lower") ? MetricDirection.LOWER_IS_BETTER : MetricDirection.HIGHER_IS_BETTER)
                .orElseGet(() -> MetricDirection.of(metric));
    }

    private static Optional<Gate> signature(Section section) {
        only(section, "signature", "compatible");
        return Optional.of(new SignatureKept(section.texts("models")));
    }

    private static Optional<Gate> parity(Section section) {
        only(section, "parity", "passed");
        return Optional.of(new TwinAgrees(section.texts("models")));
    }

    private static void only(Section section, String key, String value) {
        var text = section.text(key).orElse(value);
        if (!text.equals(value)) {
            section.report(key, key + " can only be " + value + "; leave the gate out if it does not matter.");
        }
    }
}
