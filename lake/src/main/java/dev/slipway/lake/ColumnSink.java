package dev.slipway.lake;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.schema.ColumnSchema;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/** Collects the batches of one column into one array. */
abstract class ColumnSink {

    final BitSet nulls = new BitSet();

    /** Empty for a column that is nested or of a kind that is not read. */
    static Optional<ColumnSink> of(ColumnSchema schema, int rows) {
        if (schema.maxRepetitionLevel() > 0 || schema.fieldPath().elements().size() > 1 || isDecimal(schema)) {
            return Optional.empty();
        }
        return switch (schema.type()) {
            case BOOLEAN -> Optional.of(new FlagSink(rows));
            case INT32 -> Optional.of(new IntSink(rows, isUnsigned(schema)));
            case INT64 -> Optional.of(new LongSink(rows));
            case FLOAT -> Optional.of(new FloatSink(rows));
            case DOUBLE -> Optional.of(new DoubleSink(rows));
            case BYTE_ARRAY -> Optional.of(new TextSink(rows));
            case INT96, FIXED_LEN_BYTE_ARRAY -> Optional.empty();
        };
    }

    private static boolean isDecimal(ColumnSchema schema) {
        return schema.logicalType() instanceof LogicalType.DecimalType;
    }

    private static boolean isUnsigned(ColumnSchema schema) {
        return schema.logicalType() instanceof LogicalType.IntType type && !type.isSigned();
    }

    final Column fill(ColumnReader reader) {
        var row = 0;
        while (reader.nextBatch()) {
            var count = reader.getRecordCount();
            markNulls(reader, row, count);
            copy(reader, row, count);
            row += count;
        }
        return column();
    }

    private void markNulls(ColumnReader reader, int row, int count) {
        var validity = reader.getLeafValidity();
        if (!validity.hasNulls()) {
            return;
        }
        for (var at = 0; at < count; at++) {
            if (validity.isNull(at)) {
                nulls.set(row + at);
            }
        }
    }

    abstract void copy(ColumnReader reader, int row, int count);

    abstract Column column();

    private static final class FlagSink extends ColumnSink {
        private final boolean[] values;

        FlagSink(int rows) {
            values = new boolean[rows];
        }

        @Override
        void copy(ColumnReader reader, int row, int count) {
            System.arraycopy(reader.getBooleans(), 0, values, row, count);
        }

        @Override
        Column column() {
            return new Column.Flags(values, nulls);
        }
    }

    private static final class IntSink extends ColumnSink {
        private final long[] values;
        private final boolean unsigned;

        IntSink(int rows, boolean unsigned) {
            values = new long[rows];
            this.unsigned = unsigned;
        }

        @Override
        void copy(ColumnReader reader, int row, int count) {
            var batch = reader.getInts();
            for (var at = 0; at < count; at++) {
                values[row + at] = unsigned ? Integer.toUnsignedLong(batch[at]) : batch[at];
            }
        }

        @Override
        Column column() {
            return new Column.Longs(values, nulls);
        }
    }

    private static final class LongSink extends ColumnSink {
        private final long[] values;

        LongSink(int rows) {
            values = new long[rows];
        }

        @Override
        void copy(ColumnReader reader, int row, int count) {
            System.arraycopy(reader.getLongs(), 0, values, row, count);
        }

        @Override
        Column column() {
            return new Column.Longs(values, nulls);
        }
    }

    private static final class FloatSink extends ColumnSink {
        private final double[] values;

        FloatSink(int rows) {
            values = new double[rows];
        }

        @Override
        void copy(ColumnReader reader, int row, int count) {
            var batch = reader.getFloats();
            for (var at = 0; at < count; at++) {
                values[row + at] = batch[at];
            }
        }

        @Override
        Column column() {
            return new Column.Doubles(values, nulls);
        }
    }

    private static final class DoubleSink extends ColumnSink {
        private final double[] values;

        DoubleSink(int rows) {
            values = new double[rows];
        }

        @Override
        void copy(ColumnReader reader, int row, int count) {
            System.arraycopy(reader.getDoubles(), 0, values, row, count);
        }

        @Override
        Column column() {
            return new Column.Doubles(values, nulls);
        }
    }

    private static final class TextSink extends ColumnSink {
        private final String[] values;

        TextSink(int rows) {
            values = new String[rows];
            Arrays.fill(values, "");
        }

        @Override
        void copy(ColumnReader reader, int row, int count) {
            var bytes = reader.getBinaryValues();
            var offsets = reader.getBinaryOffsets();
            for (var at = 0; at < count; at++) {
                if (!nulls.get(row + at)) {
                    values[row + at] =
                            new String(bytes, offsets[at], offsets[at + 1] - offsets[at], StandardCharsets.UTF_8);
                }
            }
        }

        @Override
        Column column() {
            return new Column.Texts(values, nulls);
        }
    }
}
