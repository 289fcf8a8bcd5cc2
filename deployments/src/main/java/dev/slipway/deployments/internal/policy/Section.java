package dev.slipway.deployments.internal.policy;

import dev.slipway.deployments.promotion.InvalidPolicy.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The keys of one YAML mapping, read strictly: what is wrong goes into the findings with its place and the fix. */
final class Section {

    private final MappingNode node;
    private final List<Finding> findings;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /** @param keys those that are known here */
    Section(MappingNode node, List<String> keys, List<Finding> findings) {
        this.node = node;
        this.findings = findings;
        node.getValue().forEach(tuple -> take(tuple, keys));
    }

    private void take(NodeTuple tuple, List<String> keys) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            report(tuple.getKeyNode(), "A key has to be a word.");
            return;
        }
        if (!keys.contains(key.getValue())) {
            report(key, "There is no key " + key.getValue() + " here. " + Words.suggestion(key.getValue(), keys));
            return;
        }
        if (values.put(key.getValue(), tuple.getValueNode()) != null) {
            report(key, key.getValue() + " is given twice. Keep one of them.");
        }
    }

    void report(Node place, String message) {
        report(place.getStartMark(), message, findings);
    }

    void report(String key, String message) {
        report(values.getOrDefault(key, node), message);
    }

    static void report(Mark mark, String message, List<Finding> findings) {
        findings.add(new Finding(mark.getLine() + 1, mark.getColumn() + 1, message));
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    void require(String key, String example) {
        if (!has(key)) {
            report(node, key + " is missing. Add a line such as " + example + ".");
        }
    }

    Optional<String> text(String key) {
        var value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank() && scalar.getTag() != Tag.NULL) {
            return Optional.of(scalar.getValue());
        }
        report(value, key + " has to be a text.");
        return Optional.empty();
    }

    Optional<Double> number(String key) {
        var value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        var number = value instanceof ScalarNode scalar ? Words.number(scalar.getValue()) : Optional.<Double>empty();
        if (number.isEmpty()) {
            report(value, key + " has to be a number, such as 0.85" + found(value) + ".");
        }
        return number;
    }

    /** The items of a list; empty when the key is absent. */
    List<Node> items(String key) {
        var value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        report(value, key + " has to be a list, such as [first, second]" + found(value) + ".");
        return List.of();
    }

    List<String> texts(String key) {
        var texts = new ArrayList<String>();
        for (var item : items(key)) {
            if (item instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                texts.add(scalar.getValue());
            } else {
                report(item, "Each of " + key + " has to be a text.");
            }
        }
        return List.copyOf(texts);
    }

    private static String found(Node value) {
        return value instanceof ScalarNode scalar ? "; it is " + scalar.getValue() : "";
    }
}
