package dev.slipway.serving.internal.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParityTest {

    @TempDir
    Path folder;

    @Test
    void passesATwinOfTextAndNumbersWithNullsAndUnknownCategories() {
        var outcome = Parity.of(Twins.folder("logistic"));

        assertThat(outcome.passed()).isTrue();
        assertThat(outcome.rows()).isEqualTo(200);
        assertThat(outcome.maxDifference()).isBetween(1e-9, 1e-6);
        assertThat(outcome.labelFlips()).isZero();
        assertThat(outcome.explanation()).startsWith("200 rows agree: probabilities differ by at most ");
    }

    @Test
    void readsATensorForEachClassAndInputsOfRankOne() {
        var matrix = Parity.of(Twins.folder("logistic"));
        var columns = Parity.of(Twins.folder("columns"));

        assertThat(columns.passed()).isTrue();
        assertThat(columns.maxDifference()).isEqualTo(matrix.maxDifference());
    }

    @Test
    void failsAForestBehindAScaler() {
        var outcome = Parity.of(Twins.folder("scaled"));

        assertThat(outcome.passed()).isFalse();
        assertThat(outcome.maxDifference()).isGreaterThan(1e-3);
        assertThat(outcome.explanation())
                .contains("where 1e-05 is allowed")
                .contains("must not serve")
                .contains("train trees on unscaled columns");
    }

    @Test
    void passesARegression() {
        var outcome = Parity.of(Twins.folder("regression"));

        assertThat(outcome.passed()).isTrue();
        assertThat(outcome.rows()).isEqualTo(250);
        assertThat(outcome.maxDifference()).isBetween(1e-9, 1e-5);
    }

    @Test
    void failsAModelThatTheRuntimeDoesNotLoad() {
        var outcome = Parity.of(Twins.folder("newer"));

        assertThat(outcome.passed()).isFalse();
        assertThat(outcome.maxDifference()).isNull();
        assertThat(outcome.explanation())
                .startsWith("onnx/model.onnx is refused by the Java ONNX Runtime 1.")
                .contains("target_opset={'': 18, 'ai.onnx.ml': 3}")
                .doesNotContain(Twins.folder("newer").toString());
    }

    @ParameterizedTest
    @CsvSource({"onnx/model.onnx", "onnx/model.json", "parity/sample.parquet"})
    void failsWhenAFileIsMissing(String file) throws IOException {
        Files.delete(Twins.copy("logistic", folder).resolve(file));

        var outcome = Parity.of(folder);

        assertThat(outcome.passed()).isFalse();
        assertThat(outcome.explanation()).startsWith("The version has a twin, but " + file + " is missing.");
    }

    @ParameterizedTest
    @CsvSource({
        "onnx/model.onnx, onnx/model.onnx is refused",
        "onnx/model.json, onnx/model.json is no JSON",
        "parity/sample.parquet, The parity sample cannot be read: sample.parquet is no Parquet file"
    })
    void failsWhenAFileIsDamaged(String file, String explanation) throws IOException {
        Files.writeString(Twins.copy("logistic", folder).resolve(file), "damaged");

        var outcome = Parity.of(folder);

        assertThat(outcome.passed()).isFalse();
        assertThat(outcome.explanation()).startsWith(explanation);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"format\": 1 | \"format\": 2 | onnx/model.json is not of format 1",
                "classification | clustering | onnx/model.json has a task that is neither",
                "\"no\", | | onnx/model.json needs at least two classes",
                "\"yes\" | \"maybe\" | parity/sample.parquet has no column __p_maybe",
                "\"rank\": 2 | \"rank\": 1 | onnx/model.json speaks of age as float of rank 1, but onnx/model.onnx has float of rank 2",
                "\"int64\" | \"float\" | onnx/model.json speaks of sex as float of rank 2, but onnx/model.onnx has int64 of rank 2",
                "\"int64\" | \"complex\" | onnx/model.json gives input sex the unknown onnx_type \"complex\"",
                "\"name\": \"sex\" | \"name\": \"gender\" | onnx/model.json speaks of inputs",
                "\"probabilities\": \"probabilities\" | \"probabilities\": \"p\" | onnx/model.json speaks of outputs [p]",
                "\"probabilities\": \"probabilities\" | \"columns\": [\"a\"] | onnx/model.json has 1 columns of probabilities for 2 classes",
                "\"probabilities\": \"probabilities\" | \"other\": \"x\" | onnx/model.json does not name the output \"probabilities\""
            })
    void saysWhatIsWrongInTheDescription(String from, String to, String explanation) throws IOException {
        var file = Twins.copy("logistic", folder).resolve("onnx/model.json");
        Files.writeString(file, Files.readString(file).replace(from, to == null ? "" : to));

        var outcome = Parity.of(folder);

        assertThat(outcome.passed()).isFalse();
        assertThat(outcome.explanation()).startsWith(explanation);
    }

    @Test
    void saysWhichColumnOfTheSampleDoesNotFit() throws IOException {
        Twins.copy("logistic", folder);
        Files.copy(
                Twins.folder("regression").resolve("parity/sample.parquet"),
                folder.resolve("parity/sample.parquet"),
                StandardCopyOption.REPLACE_EXISTING);

        var outcome = Parity.of(folder);

        assertThat(outcome.passed()).isFalse();
        assertThat(outcome.explanation()).startsWith("parity/sample.parquet has no column __p_no");
    }
}
