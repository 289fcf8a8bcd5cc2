package dev.slipway.serving.internal.twin;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.slipway.lake.Column;
import dev.slipway.serving.internal.twin.TwinDescription.Input;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/**
 * Columns as the tensors a twin takes. A null text becomes the empty text, since a null element of a text tensor ends
 * the JVM; a null number becomes NaN where the tensor has one.
 */
final class InputTensors {

    private final OrtEnvironment environment;

    InputTensors(OrtEnvironment environment) {
        this.environment = environment;
    }

    /** The rows from (inclusive) to (exclusive). @throws UnusableTwin when the column does not fit the input */
    OnnxTensor of(Input input, Column column, int from, int to) throws OrtException {
        long[] shape = input.rank() == 1 ? new long[] {to - from} : new long[] {to - from, 1};
        return switch (input.type()) {
            case STRING -> OnnxTensor.createTensor(environment, texts(input, column, from, to), shape);
            case FLOAT -> OnnxTensor.createTensor(environment, floats(input, column, from, to), shape);
            case DOUBLE -> OnnxTensor.createTensor(environment, doubles(input, column, from, to), shape);
            case INT64 -> OnnxTensor.createTensor(environment, longs(input, column, from, to), shape);
            case INT32 -> OnnxTensor.createTensor(environment, ints(input, column, from, to), shape);
            case BOOL -> OnnxTensor.createTensor(environment, flags(input, column, from, to), shape, OnnxJavaType.BOOL);
        };
    }

    private static String[] texts(Input input, Column column, int from, int to) {
        if (!(column instanceof Column.Texts texts)) {
            throw misfit(input, column);
        }
        var values = new String[to - from];
        for (var row = from; row < to; row++) {
            values[row - from] = texts.isNull(row) ? "" : texts.values()[row];
        }
        return values;
    }

    private static FloatBuffer floats(Input input, Column column, int from, int to) {
        var buffer = bytes(Float.BYTES * (to - from)).asFloatBuffer();
        for (var row = from; row < to; row++) {
            buffer.put((float) number(input, column, row));
        }
        return buffer.flip();
    }

    private static DoubleBuffer doubles(Input input, Column column, int from, int to) {
        var buffer = bytes(Double.BYTES * (to - from)).asDoubleBuffer();
        for (var row = from; row < to; row++) {
            buffer.put(number(input, column, row));
        }
        return buffer.flip();
    }

    private static double number(Input input, Column column, int row) {
        if (column.isNull(row)) {
            return Double.NaN;
        }
        return switch (column) {
            case Column.Doubles doubles -> doubles.values()[row];
            case Column.Longs longs -> longs.values()[row];
            case Column.Flags flags -> flags.values()[row] ? 1 : 0;
            case Column.Texts texts -> throw misfit(input, texts);
        };
    }

    private static LongBuffer longs(Input input, Column column, int from, int to) {
        var buffer = bytes(Long.BYTES * (to - from)).asLongBuffer();
        for (var row = from; row < to; row++) {
            buffer.put(whole(input, column, row));
        }
        return buffer.flip();
    }

    private static IntBuffer ints(Input input, Column column, int from, int to) {
        var buffer = bytes(Integer.BYTES * (to - from)).asIntBuffer();
        for (var row = from; row < to; row++) {
            buffer.put((int) whole(input, column, row));
        }
        return buffer.flip();
    }

    private static long whole(Input input, Column column, int row) {
        if (column.isNull(row)) {
            throw new UnusableTwin("Column " + input.name() + " of the parity sample is null in row " + row
                    + ", but the twin takes " + input.type()
                    + ", which has no null. Leave such rows out, or convert the column as float.");
        }
        return switch (column) {
            case Column.Longs longs -> longs.values()[row];
            case Column.Flags flags -> flags.values()[row] ? 1 : 0;
            case Column.Doubles doubles
            when doubles.values()[row] == Math.rint(doubles.values()[row]) -> (long) doubles.values()[row];
            case Column.Doubles doubles -> throw misfit(input, doubles);
            case Column.Texts texts -> throw misfit(input, texts);
        };
    }

    private static ByteBuffer flags(Input input, Column column, int from, int to) {
        if (!(column instanceof Column.Flags flags)
                || flags.nulls().get(from, to).cardinality() > 0) {
            throw misfit(input, column);
        }
        var buffer = bytes(to - from);
        for (var row = from; row < to; row++) {
            buffer.put((byte) (flags.values()[row] ? 1 : 0));
        }
        return buffer.flip();
    }

    private static ByteBuffer bytes(int size) {
        return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    }

    private static UnusableTwin misfit(Input input, Column column) {
        return new UnusableTwin("Column " + input.name() + " of the parity sample holds " + column.kind()
                + ", but the twin takes " + input.type()
                + ". Write the sample with the types of the model's signature, and register a new version.");
    }
}
