package dev.slipway.lake;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A Parquet file in memory, column by column, in the order of the file. Flat columns of booleans, whole numbers,
 * floating-point numbers and text are read; compression is none, gzip or snappy.
 *
 * @param rows in each column
 */
public record ParquetTable(int rows, Map<String, Column> columns) {

    public ParquetTable {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /**
     * Decodes on all cores. A file is read whole: for files of up to a few million cells.
     *
     * @throws UnreadableParquet if the file is missing, damaged, or has a column of another kind
     */
    public static ParquetTable read(Path file) {
        try (var reader = ParquetFileReader.open(InputFile.of(file))) {
            return read(file, reader);
        } catch (UnreadableParquet e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new UnreadableParquet(file, "is no Parquet file that can be read: " + e.getMessage(), e);
        }
    }

    private static ParquetTable read(Path file, ParquetFileReader reader) {
        var rows = Math.toIntExact(reader.getFileMetaData().numRows());
        var columns = new LinkedHashMap<String, Column>();
        for (var schema : reader.getFileSchema().getColumns()) {
            var sink = ColumnSink.of(schema, rows).orElseThrow(() -> unsupported(file, schema.name(), schema.type()));
            try (var batches = reader.columnReader(schema.columnIndex())) {
                columns.put(schema.name(), sink.fill(batches));
            }
        }
        return new ParquetTable(rows, columns);
    }

    private static UnreadableParquet unsupported(Path file, String column, Object type) {
        return new UnreadableParquet(
                file,
                "has a column " + column + " of a kind that is not read (" + type
                        + "). Write it as a number, a text or a boolean, one value in each row",
                null);
    }

    public Optional<Column> column(String name) {
        return Optional.ofNullable(columns.get(name));
    }
}
