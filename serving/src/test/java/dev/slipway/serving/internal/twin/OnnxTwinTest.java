package dev.slipway.serving.internal.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.lake.Column;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnnxTwinTest {

    private static final BitSet NONE = new BitSet();

    private final OnnxTwin twin = OnnxTwin.open(
            Twins.folder("logistic").resolve("onnx/model.onnx"),
            TwinDescription.read(Twins.folder("logistic").resolve("onnx/model.json")));

    @AfterEach
    void close() {
        twin.close();
    }

    @Test
    void scoresANullTextAsTheEmptyText() {
        var columns = new HashMap<>(rows(2));
        var second = new BitSet();
        second.set(1);
        columns.put("school", new Column.Texts(new String[] {"", "ignored"}, second));

        var scores = (Scores.Probabilities) twin.score(columns, 2);

        assertThat(scores.byClass()[0][0]).isEqualTo(scores.byClass()[0][1]);
    }

    @Test
    void scoresMoreRowsThanOneBatchTakes() {
        var scores = (Scores.Probabilities) twin.score(rows(5_000), 5_000);

        assertThat(scores.rows()).isEqualTo(5_000);
        assertThat(scores.byClass()[1]).containsOnly(scores.byClass()[1][0]);
        assertThat(scores.byClass()[0][4_999] + scores.byClass()[1][4_999]).isBetween(0.999999, 1.000001);
    }

    @Test
    void refusesNumbersWhereATextIsDue() {
        var columns = new HashMap<>(rows(1));
        columns.put("school", new Column.Longs(new long[] {16}, NONE));

        assertThatThrownBy(() -> twin.score(columns, 1))
                .isInstanceOf(UnusableTwin.class)
                .hasMessageStartingWith(
                        "Column school of the parity sample holds whole numbers, but the twin takes string.");
    }

    @Test
    void refusesANullWhereAWholeNumberIsDue() {
        var columns = new HashMap<>(rows(1));
        var first = new BitSet();
        first.set(0);
        columns.put("sex", new Column.Longs(new long[1], first));

        assertThatThrownBy(() -> twin.score(columns, 1))
                .isInstanceOf(UnusableTwin.class)
                .hasMessageStartingWith("Column sex of the parity sample is null in row 0");
    }

    @Test
    void takesWholeNumbersThatPandasWroteAsFloatingPoint() {
        var columns = new HashMap<>(rows(1));
        columns.put("sex", new Column.Doubles(new double[] {1}, NONE));

        var scores = (Scores.Probabilities) twin.score(columns, 1);

        assertThat(scores.byClass()[1][0]).isEqualTo(((Scores.Probabilities) twin.score(rows(1), 1)).byClass()[1][0]);
    }

    @Test
    void namesTheMissingColumn() {
        var columns = new HashMap<>(rows(1));
        columns.remove("age");

        assertThatThrownBy(() -> twin.score(columns, 1))
                .isInstanceOf(UnusableTwin.class)
                .hasMessageStartingWith("The parity sample has no column age");
    }

    private static Map<String, Column> rows(int rows) {
        var ages = new double[rows];
        var sexes = new long[rows];
        var schools = new String[rows];
        Arrays.fill(ages, 44);
        Arrays.fill(sexes, 1);
        Arrays.fill(schools, "21");
        return Map.of(
                "age", new Column.Doubles(ages, NONE),
                "sex", new Column.Longs(sexes, NONE),
                "school", new Column.Texts(schools, NONE));
    }
}
