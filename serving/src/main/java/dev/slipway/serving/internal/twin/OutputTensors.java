package dev.slipway.serving.internal.twin;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** Numbers out of a twin's tensors. */
final class OutputTensors {

    private OutputTensors() {}

    /** A tensor of [rows] or [rows, 1]. */
    static void copy(OnnxTensor tensor, double[] into, int from, int to) {
        copy(tensor, new double[][] {into}, from, to);
    }

    /** A tensor of [rows, columns]. */
    static void copy(OnnxTensor tensor, double[][] byColumn, int from, int to) {
        var info = (TensorInfo) tensor.getInfo();
        var rows = to - from;
        var shape = info.getShape();
        var expected = new long[] {rows, byColumn.length};
        if (!Arrays.equals(shape, expected) && !(byColumn.length == 1 && Arrays.equals(shape, new long[] {rows}))) {
            throw new UnusableTwin("The twin answered a tensor of shape " + Arrays.toString(shape) + " where "
                    + Arrays.toString(expected)
                    + " was due. Compare the outputs and classes in onnx/model.json with the"
                    + " model, and register a new version.");
        }
        var values = numbers(tensor, info.type);
        for (var row = 0; row < rows; row++) {
            for (var column = 0; column < byColumn.length; column++) {
                byColumn[column][from + row] = values[row * byColumn.length + column];
            }
        }
    }

    private static double[] numbers(OnnxTensor tensor, OnnxJavaType type) {
        return switch (type) {
            case FLOAT -> widened(tensor.getFloatBuffer());
            case DOUBLE -> {
                var values = new double[tensor.getDoubleBuffer().remaining()];
                tensor.getDoubleBuffer().get(values);
                yield values;
            }
            default ->
                throw new UnusableTwin("The twin answers " + type
                        + ", not float or double. Convert it with such an output, and register a new version.");
        };
    }

    private static double[] widened(FloatBuffer buffer) {
        var values = new double[buffer.remaining()];
        for (var index = 0; index < values.length; index++) {
            values[index] = buffer.get(index);
        }
        return values;
    }
}
