package dev.slipway.experiments.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.experiments.InvalidFilter;
import dev.slipway.experiments.filter.Comparison.Value;
import dev.slipway.experiments.test.PythonEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our parser beside MLflow's own, over texts that are right, nearly right and wrong. */
class GrammarParityTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int TEXTS = Integer.getInteger("slipway.test.grammar-texts", 3000);

    @Test
    void readsAndRefusesWhatMlflowDoes() {
        var texts = new FilterTexts(new Random(Long.getLong("slipway.test.seed", 3172)));
        var filters = Stream.generate(texts::filter).limit(TEXTS).toList();
        var orders = Stream.generate(texts::order).limit(TEXTS / 2).toList();

        var answer = JSON.readTree(PythonEnvironment.run(
                GrammarParityTest.class,
                "grammar.py",
                JSON.writeValueAsString(Map.of("filters", filters, "orders", orders)),
                Map.of()));

        var differences = new ArrayList<String>();
        differences.addAll(differences(filters, answer.path("filters"), GrammarParityTest::filter));
        differences.addAll(differences(orders, answer.path("orders"), GrammarParityTest::order));
        assertThat(differences).isEmpty();
        assertThat(accepted(answer.path("filters"))).isGreaterThan(TEXTS / 8);
        assertThat(accepted(answer.path("orders"))).isGreaterThan(TEXTS / 8);
    }

    private static long accepted(JsonNode verdicts) {
        return verdicts.valueStream().filter(JsonNode::isArray).count();
    }

    private static List<String> differences(List<String> texts, JsonNode theirs, Function<String, Object> read) {
        var differences = new ArrayList<String>();
        for (var i = 0; i < texts.size(); i++) {
            var ours = verdict(texts.get(i), read);
            if (!same(ours, theirs.get(i))) {
                differences.add("%s%n    ours   %s%n    theirs %s".formatted(texts.get(i), ours, theirs.get(i)));
            }
        }
        return differences;
    }

    private static JsonNode verdict(String text, Function<String, Object> read) {
        try {
            return JSON.valueToTree(read.apply(text));
        } catch (InvalidFilter refusal) {
            return JSON.valueToTree(refusal.getMessage());
        }
    }

    /** MLflow hands a metric's number on as text. */
    private static boolean same(JsonNode ours, JsonNode theirs) {
        if (ours.isString() || theirs.isString()) {
            return ours.isString() && theirs.isString();
        }
        return flat(ours).equals(flat(theirs));
    }

    private static List<String> flat(JsonNode verdict) {
        var leaves = new ArrayList<String>();
        collect(verdict, leaves);
        return leaves;
    }

    private static void collect(JsonNode node, List<String> leaves) {
        if (node.isArray()) {
            node.forEach(child -> collect(child, leaves));
        } else {
            leaves.add(asNumber(node.asString("null")));
        }
    }

    private static String asNumber(String text) {
        try {
            return Double.toString(Double.parseDouble(text.equals("inf") ? "Infinity" : text));
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static Object filter(String text) {
        return RunFilter.parse(text).comparisons().stream()
                .map(comparison -> Stream.of(
                                kind(comparison.field()),
                                comparison.field().key(),
                                comparison.comparator().sign(),
                                value(comparison.value()))
                        .toList())
                .toList();
    }

    private static Object value(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Whole whole -> whole.number();
            case Value.Real real -> Double.toString(real.number());
            case Value.Texts texts -> texts.texts();
            case Value.None none -> "null";
        };
    }

    private static Object order(String text) {
        var order = OrderBy.parse(List.of(text)).getFirst();
        return List.of(kind(order.field()), order.field().key(), order.ascending());
    }

    private static String kind(Field field) {
        return switch (field.kind()) {
            case METRIC -> "metric";
            case PARAM -> "parameter";
            case TAG -> "tag";
            case ATTRIBUTE -> "attribute";
            case DATASET -> "dataset";
        };
    }
}
