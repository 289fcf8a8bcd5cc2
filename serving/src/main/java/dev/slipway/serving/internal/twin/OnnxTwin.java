package dev.slipway.serving.internal.twin;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.slipway.lake.Column;
import dev.slipway.serving.internal.twin.TwinDescription.Input;
import dev.slipway.serving.internal.twin.TwinDescription.Output;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A twin in the ONNX Runtime of this JVM, on one thread. Not for the JVM that people look at: native code that fails
 * takes its process along. Neither used by several threads nor closed while it scores.
 */
final class OnnxTwin implements AutoCloseable {

    private static final int BATCH = 2_048;

    private final TwinDescription description;
    private final OrtEnvironment environment;
    private final OrtSession session;

    private OnnxTwin(TwinDescription description, OrtEnvironment environment, OrtSession session) {
        this.description = description;
        this.environment = environment;
        this.session = session;
    }

    /** @throws UnusableTwin when the runtime refuses the file, or when it is not what the description says */
    static OnnxTwin open(Path model, TwinDescription description) {
        var environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            return checked(
                    new OnnxTwin(description, environment, environment.createSession(model.toString(), options)));
        } catch (OrtException e) {
            throw new UnusableTwin(
                    "onnx/model.onnx is refused by the Java ONNX Runtime " + environment.getVersion() + ": "
                            + message(e).replace(model.toString(), "model.onnx")
                            + ". Convert it with target_opset={'': 18, 'ai.onnx.ml': 3} and register a new version.",
                    e);
        }
    }

    private static OnnxTwin checked(OnnxTwin twin) throws OrtException {
        try {
            twin.checkAgainstDescription();
            return twin;
        } catch (UnusableTwin | OrtException e) {
            twin.close();
            throw e;
        }
    }

    private void checkAgainstDescription() throws OrtException {
        var declared = session.getInputInfo();
        var described = description.inputs().stream().map(Input::name).collect(Collectors.toSet());
        if (!declared.keySet().equals(described)) {
            throw contradiction("inputs " + described, "inputs " + declared.keySet());
        }
        for (var input : description.inputs()) {
            check(input, Objects.requireNonNull(declared.get(input.name())));
        }
        var outputs = session.getOutputNames();
        if (!outputs.containsAll(description.output().names())) {
            throw contradiction("outputs " + description.output().names(), "outputs " + outputs);
        }
    }

    private static void check(Input input, NodeInfo node) {
        if (!(node.getInfo() instanceof TensorInfo info)) {
            throw contradiction("a tensor " + input.name(), "something else");
        }
        var rank = info.getShape().length;
        var type = ElementType.of(info.type);
        if (rank != input.rank() || type.filter(input.type()::equals).isEmpty()) {
            throw contradiction(
                    input.name() + " as " + input.type() + " of rank " + input.rank(),
                    type.map(ElementType::toString).orElse(info.type.name()) + " of rank " + rank);
        }
    }

    private static UnusableTwin contradiction(String said, String found) {
        return new UnusableTwin("onnx/model.json speaks of " + said + ", but onnx/model.onnx has " + found
                + ". Write both in one conversion, and register a new version.");
    }

    /**
     * @param columns by name; those that are no inputs are left alone
     * @throws UnusableTwin when a column is missing or does not fit, or when the runtime fails
     */
    Scores score(Map<String, Column> columns, int rows) {
        var scores = scores(rows);
        var tensors = new InputTensors(environment);
        for (var from = 0; from < rows; from += BATCH) {
            scoreBatch(columns, tensors, scores, from, Math.min(rows, from + BATCH));
        }
        return scores;
    }

    private Scores scores(int rows) {
        return description.classes().isEmpty()
                ? new Scores.Values(new double[rows])
                : new Scores.Probabilities(new double[description.classes().size()][rows]);
    }

    private void scoreBatch(Map<String, Column> columns, InputTensors tensors, Scores into, int from, int to) {
        var inputs = new HashMap<String, OnnxTensor>();
        try {
            for (var input : description.inputs()) {
                inputs.put(input.name(), tensors.of(input, column(columns, input.name()), from, to));
            }
            var wanted = new LinkedHashSet<>(description.output().names());
            try (var result = session.run(inputs, wanted)) {
                copy(name -> tensor(result, name), into, from, to);
            }
        } catch (OrtException e) {
            throw new UnusableTwin(
                    "onnx/model.onnx loads, but fails on the parity sample: " + message(e)
                            + ". Score the sample in Python first, and register a new version.",
                    e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static Column column(Map<String, Column> columns, String name) {
        var column = columns.get(name);
        if (column == null) {
            throw new UnusableTwin("The parity sample has no column " + name
                    + ", which the twin takes. Write all input columns into it, and register a new version.");
        }
        return column;
    }

    private static OnnxTensor tensor(OrtSession.Result result, String name) {
        if (result.get(name).orElse(null) instanceof OnnxTensor tensor) {
            return tensor;
        }
        throw new UnusableTwin("The twin's output " + name
                + " is no tensor. Convert with zipmap=False (or 'columns'), and register a new version.");
    }

    private void copy(Function<String, OnnxTensor> tensors, Scores into, int from, int to) {
        switch (into) {
            case Scores.Values values ->
                OutputTensors.copy(tensors.apply(description.output().names().getFirst()), values.values(), from, to);
            case Scores.Probabilities probabilities -> copy(tensors, probabilities.byClass(), from, to);
        }
    }

    private void copy(Function<String, OnnxTensor> tensors, double[][] byClass, int from, int to) {
        if (description.output() instanceof Output.Matrix matrix) {
            OutputTensors.copy(tensors.apply(matrix.name()), byClass, from, to);
            return;
        }
        for (var index = 0; index < byClass.length; index++) {
            OutputTensors.copy(tensors.apply(description.output().names().get(index)), byClass[index], from, to);
        }
    }

    /** The runtime's own words, without the code in front. */
    private static String message(OrtException e) {
        return String.valueOf(e.getMessage())
                .replaceFirst("^Error code - \\w+ - message: ", "")
                .replaceFirst("[.\\s]+$", "");
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
