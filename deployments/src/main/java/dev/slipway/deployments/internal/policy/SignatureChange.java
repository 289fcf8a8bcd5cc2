package dev.slipway.deployments.internal.policy;

import dev.slipway.experiments.Signature;
import dev.slipway.experiments.Signature.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a caller of the holder would notice if the candidate took its place. A signature is compatible when nothing is
 * noticed:
 *
 * <ul>
 *   <li>every input of the holder is an input of the candidate, with the same type; only an optional one may be dropped;
 *   <li>the candidate has no further input but optional ones, and asks for no input that was optional;
 *   <li>the outputs are the same: names, types, order.
 * </ul>
 *
 * <p>A dropped column counts although MLflow would ignore the surplus value: what the callers send is no longer what the
 * model was trained on, and somebody has to say that this is meant. Unnamed inputs are compared by position.
 */
final class SignatureChange {

    private SignatureChange() {}

    /** Each difference in words, such as {@code SCHL dropped}; empty when compatible. */
    static List<String> between(Signature holder, Signature candidate) {
        var changes = new ArrayList<String>();
        var before = byName(holder.inputs());
        var after = byName(candidate.inputs());
        before.forEach((name, column) -> changes.addAll(inputChange(name, column, after)));
        after.forEach((name, column) -> {
            if (!before.containsKey(name) && column.required()) {
                changes.add(name + " added");
            }
        });
        if (!outputs(holder).equals(outputs(candidate))) {
            changes.add("outputs " + outputs(candidate) + " instead of " + outputs(holder));
        }
        return changes;
    }

    private static List<String> inputChange(String name, Column before, Map<String, Column> candidate) {
        var after = candidate.get(name);
        if (after == null) {
            return before.required() ? List.of(name + " dropped") : List.of();
        }
        if (!after.type().equals(before.type())) {
            return List.of(name + " is " + after.type() + ", was " + before.type());
        }
        return after.required() && !before.required() ? List.of(name + " is required now") : List.of();
    }

    private static Map<String, Column> byName(List<Column> columns) {
        var named = new LinkedHashMap<String, Column>();
        for (var column : columns) {
            named.put(column.name().isEmpty() ? "input " + (named.size() + 1) : column.name(), column);
        }
        return named;
    }

    private static List<String> outputs(Signature signature) {
        return signature.outputs().stream()
                .map(column -> (column.name() + " " + column.type()).trim())
                .toList();
    }
}
