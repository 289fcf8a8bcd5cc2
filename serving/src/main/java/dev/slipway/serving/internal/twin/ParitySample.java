package dev.slipway.serving.internal.twin;

import dev.slipway.lake.Column;
import dev.slipway.lake.ParquetTable;
import dev.slipway.lake.UnreadableParquet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Rows with what the native model answered when the version was logged: {@code parity/sample.parquet} holds the inputs
 * by name and, of a classifier, {@code __label} and a {@code __p_CLASS} for each class, of a regression {@code __value}.
 * A null among the answers is NaN, since pandas writes it so.
 *
 * @param labels index of each row's native label among the classes; empty for a regression
 */
record ParitySample(Map<String, Column> inputs, int[] labels, Scores expected) {

    /** @throws UnusableTwin with what is missing or wrong in the file */
    static ParitySample read(Path file, List<String> classes) {
        try {
            return of(ParquetTable.read(file), classes);
        } catch (UnreadableParquet e) {
            throw new UnusableTwin(
                    "The parity sample cannot be read: " + e.getMessage()
                            + " Write parity/sample.parquet again, and register a new version.",
                    e);
        }
    }

    private static ParitySample of(ParquetTable table, List<String> classes) {
        if (table.rows() == 0) {
            throw wrong("has no rows");
        }
        if (classes.isEmpty()) {
            return new ParitySample(table.columns(), new int[0], new Scores.Values(numbers(table, "__value")));
        }
        var byClass =
                classes.stream().map(name -> numbers(table, "__p_" + name)).toArray(double[][]::new);
        return new ParitySample(table.columns(), labels(table, classes), new Scores.Probabilities(byClass));
    }

    private static double[] numbers(ParquetTable table, String name) {
        if (!(required(table, name) instanceof Column.Doubles column)) {
            throw wrong("holds no numbers in its column " + name);
        }
        var values = column.values().clone();
        column.nulls().stream().forEach(row -> values[row] = Double.NaN);
        return values;
    }

    private static int[] labels(ParquetTable table, List<String> classes) {
        var column = required(table, "__label");
        var labels = new int[table.rows()];
        for (var row = 0; row < labels.length; row++) {
            labels[row] = classes.indexOf(text(column, row));
            if (labels[row] < 0) {
                throw wrong("has a __label in row " + row + " that is none of the classes " + classes);
            }
        }
        return labels;
    }

    private static String text(Column column, int row) {
        return switch (column) {
            case Column.Texts texts -> texts.values()[row];
            case Column.Longs longs -> Long.toString(longs.values()[row]);
            case Column.Flags flags -> flags.values()[row] ? "True" : "False";
            case Column.Doubles doubles -> Double.toString(doubles.values()[row]);
        };
    }

    private static Column required(ParquetTable table, String name) {
        return table.column(name).orElseThrow(() -> wrong("has no column " + name));
    }

    private static UnusableTwin wrong(String what) {
        return new UnusableTwin("parity/sample.parquet " + what
                + ". Write it beside the twin with the native model's answers, and register a new version.");
    }
}
