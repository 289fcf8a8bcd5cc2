package dev.slipway.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetTableTest {

    @Test
    void readsEachKindThatPandasWrites() {
        var table = ParquetTable.read(sample("pandas.parquet"));

        assertThat(table.rows()).isEqualTo(3);
        assertThat(table.columns().keySet())
                .containsExactly("double", "float", "int64", "int32", "uint32", "nullable", "flag", "text", "category");
        assertThat(doubles(table, "double")).satisfies(column -> {
            assertThat(column.values()[0]).isEqualTo(1.5);
            assertThat(column.isNull(1)).isTrue();
            assertThat(column.values()[2]).isEqualTo(-2.25);
        });
        assertThat(doubles(table, "float").values()).containsExactly(0.5, 1.0, 2.0);
        assertThat(longs(table, "int64").values()).containsExactly(1, -2, 9_007_199_254_740_993L);
        assertThat(longs(table, "int32").values()).containsExactly(7, 8, -9);
        assertThat(longs(table, "uint32").values()).containsExactly(1, 2, 4_294_967_295L);
        assertThat(longs(table, "nullable").nulls()).isEqualTo(bits(1));
        assertThat(((Column.Flags) column(table, "flag")).values()).containsExactly(true, false, true);
        assertThat(texts(table, "category").values()).containsExactly("x", "y", "x");
    }

    @Test
    void givesAnEmptyTextAndTheMaskWhereATextIsNull() {
        var text = texts(ParquetTable.read(sample("pandas.parquet")), "text");

        assertThat(text.values()).containsExactly("a", "", "zürich");
        assertThat(text.nulls()).isEqualTo(bits(1));
    }

    @Test
    void joinsPagesAndRowGroupsInOrder() {
        var table = ParquetTable.read(sample("row-groups.parquet"));

        assertThat(table.rows()).isEqualTo(5_000);
        assertThat(longs(table, "n").values()).startsWith(0, 1, 2).endsWith(4_998, 4_999);
        var texts = texts(table, "t");
        for (var row = 0; row < 5_000; row++) {
            assertThat(texts.isNull(row)).isEqualTo(row % 3 == 0);
            assertThat(texts.values()[row]).isEqualTo(row % 3 == 0 ? "" : "t" + row % 7);
        }
    }

    @Test
    void readsWhatDuckDbWrites(@TempDir Path folder) throws SQLException {
        var file = folder.resolve("duck.parquet");
        try (var duck = DriverManager.getConnection("jdbc:duckdb:");
                var statement = duck.createStatement()) {
            statement.execute("""
                    copy (select i::int n, i / 4.0::double x, case when mod(i, 2) = 0 then 'even' end t, i > 2 b, i::float f
                          from range(4000) r(i)) to '%s' (format parquet)
                    """.formatted(file));
        }

        var table = ParquetTable.read(file);

        assertThat(table.rows()).isEqualTo(4_000);
        assertThat(longs(table, "n").values()).startsWith(0, 1).endsWith(3_999);
        assertThat(doubles(table, "x").values()).startsWith(0, 0.25).endsWith(999.75);
        assertThat(texts(table, "t").nulls().cardinality()).isEqualTo(2_000);
        assertThat(((Column.Flags) column(table, "b")).values()).startsWith(false, false, false, true);
        assertThat(doubles(table, "f").values()).endsWith(3_999);
    }

    @Test
    void namesTheColumnThatItCannotRead() {
        assertThatThrownBy(() -> ParquetTable.read(sample("nested.parquet")))
                .isInstanceOf(UnreadableParquet.class)
                .hasMessageContaining("nested.parquet has a column")
                .hasMessageContaining("one value in each row");
    }

    @Test
    void refusesAFileThatIsNoParquet(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("sample.parquet"), "x,y\n1,2\n");

        assertThatThrownBy(() -> ParquetTable.read(file))
                .isInstanceOf(UnreadableParquet.class)
                .hasMessageStartingWith("sample.parquet is no Parquet file that can be read");
    }

    @Test
    void refusesAFileWithDamagedPages(@TempDir Path folder) throws IOException {
        var bytes = Files.readAllBytes(sample("row-groups.parquet"));
        var damaged = bytes.clone();
        Arrays.fill(damaged, 100, 400, (byte) 0xff);
        var file = Files.write(folder.resolve("damaged.parquet"), damaged);

        assertThatThrownBy(() -> ParquetTable.read(file)).isInstanceOf(UnreadableParquet.class);
    }

    private static Path sample(String name) {
        try {
            return Path.of(Objects.requireNonNull(ParquetTableTest.class.getResource("/pyarrow/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Column column(ParquetTable table, String name) {
        return table.column(name).orElseThrow();
    }

    private static Column.Doubles doubles(ParquetTable table, String name) {
        return (Column.Doubles) column(table, name);
    }

    private static Column.Longs longs(ParquetTable table, String name) {
        return (Column.Longs) column(table, name);
    }

    private static Column.Texts texts(ParquetTable table, String name) {
        return (Column.Texts) column(table, name);
    }

    private static BitSet bits(int... rows) {
        var bits = new BitSet();
        Arrays.stream(rows).forEach(bits::set);
        return bits;
    }
}
