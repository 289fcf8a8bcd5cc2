package dev.slipway.serving.internal.twin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code onnx/model.json} says about the twin beside it.
 *
 * <pre>
 * {"format": 1, "task": "classification" or "regression",
 *  "inputs": [{"name", "onnx_type": string|int64|int32|float|double|bool, "rank": 1|2}],
 *  "outputs": {"probabilities": NAME} or {"columns": [NAME for each class]} or {"value": NAME},
 *  "classes": [the class of each probability, as text]}
 * </pre>
 *
 * @param inputs one for each column of the model's signature, with its name
 * @param classes in the order of the probabilities; empty for a regression
 */
record TwinDescription(List<Input> inputs, Output output, List<String> classes) {

    private static final JsonMapper JSON = new JsonMapper();

    TwinDescription {
        inputs = List.copyOf(inputs);
        classes = List.copyOf(classes);
    }

    record Input(String name, ElementType type, int rank) {}

    /** Where the answer is. */
    sealed interface Output {

        List<String> names();

        /** One tensor of [rows, classes]. */
        record Matrix(String name) implements Output {
            @Override
            public List<String> names() {
                return List.of(name);
            }
        }

        /** One tensor of [rows] for each class. */
        record Columns(List<String> names) implements Output {
            public Columns {
                names = List.copyOf(names);
            }
        }

        /** A regression's tensor of [rows] or [rows, 1]. */
        record Value(String name) implements Output {
            @Override
            public List<String> names() {
                return List.of(name);
            }
        }
    }

    /** @throws UnusableTwin with what is wrong in the file */
    static TwinDescription read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw wrong("cannot be read: " + e.getMessage());
        }
    }

    static TwinDescription parse(String text) {
        try {
            return parse(JSON.readTree(text));
        } catch (JacksonException e) {
            throw wrong("is no JSON: " + e.getOriginalMessage());
        }
    }

    private static TwinDescription parse(JsonNode json) {
        if (json.path("format").asInt(0) != 1) {
            throw wrong("is not of format 1, the only one that is known");
        }
        var inputs = stream(json.path("inputs")).map(TwinDescription::input).toList();
        if (inputs.isEmpty()) {
            throw wrong("names no inputs");
        }
        return switch (json.path("task").asString("")) {
            case "classification" -> classification(inputs, json);
            case "regression" -> new TwinDescription(inputs, value(json.path("outputs")), List.of());
            default -> throw wrong("has a task that is neither classification nor regression");
        };
    }

    private static Input input(JsonNode json) {
        var name = json.path("name").asString("");
        var type = json.path("onnx_type").asString("");
        var rank = json.path("rank").asInt(0);
        if (name.isEmpty()) {
            throw wrong("has an input without a name");
        }
        if (rank != 1 && rank != 2) {
            throw wrong("gives input " + name + " a rank that is neither 1 nor 2");
        }
        return new Input(
                name,
                ElementType.named(type)
                        .orElseThrow(() -> wrong("gives input " + name + " the unknown onnx_type \"" + type + "\"")),
                rank);
    }

    private static TwinDescription classification(List<Input> inputs, JsonNode json) {
        var classes = stream(json.path("classes")).map(JsonNode::asString).toList();
        if (classes.size() < 2 || new HashSet<>(classes).size() != classes.size()) {
            throw wrong("needs at least two classes, each once");
        }
        var columns = stream(json.path("outputs").path("columns"))
                .map(JsonNode::asString)
                .toList();
        if (columns.isEmpty()) {
            return new TwinDescription(
                    inputs, new Output.Matrix(output(json.path("outputs"), "probabilities")), classes);
        }
        if (columns.size() != classes.size()) {
            throw wrong("has " + columns.size() + " columns of probabilities for " + classes.size() + " classes");
        }
        return new TwinDescription(inputs, new Output.Columns(columns), classes);
    }

    private static Output value(JsonNode outputs) {
        return new Output.Value(output(outputs, "value"));
    }

    private static String output(JsonNode outputs, String key) {
        var name = outputs.path(key).asString("");
        if (name.isEmpty()) {
            throw wrong("does not name the output \"" + key + "\"");
        }
        return name;
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static UnusableTwin wrong(String what) {
        return new UnusableTwin(
                "onnx/model.json " + what + ". Write it as the conversion helper does, and register a new version.");
    }
}
