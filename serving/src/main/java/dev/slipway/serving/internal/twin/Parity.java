package dev.slipway.serving.internal.twin;

import java.nio.file.Files;
import java.nio.file.Path;

/** The comparison of a version's files: {@code onnx/model.onnx}, {@code onnx/model.json} and {@code parity/sample.parquet}. */
final class Parity {

    private Parity() {}

    /** @param version a folder with the files of a version; what is wrong with them is in the outcome */
    static ParityOutcome of(Path version) {
        try {
            return compare(version);
        } catch (UnusableTwin e) {
            return ParityOutcome.impossible(e.sentence());
        }
    }

    private static ParityOutcome compare(Path version) {
        var description = TwinDescription.read(existing(version, "onnx/model.json"));
        try (var twin = OnnxTwin.open(existing(version, "onnx/model.onnx"), description)) {
            var sample = ParitySample.read(existing(version, "parity/sample.parquet"), description.classes());
            var actual = twin.score(sample.inputs(), sample.expected().rows());
            return compare(sample, actual, description);
        }
    }

    private static ParityOutcome compare(ParitySample sample, Scores actual, TwinDescription description) {
        return switch (actual) {
            case Scores.Values values ->
                ParityComparison.values(((Scores.Values) sample.expected()).values(), values.values());
            case Scores.Probabilities probabilities ->
                ParityComparison.probabilities(
                        sample.labels(),
                        (Scores.Probabilities) sample.expected(),
                        probabilities,
                        description.classes());
        };
    }

    private static Path existing(Path version, String file) {
        var path = version.resolve(file);
        if (!Files.isRegularFile(path)) {
            throw new UnusableTwin("The version has a twin, but " + file
                    + " is missing. Log onnx/model.onnx, onnx/model.json and parity/sample.parquet together, and register"
                    + " a new version.");
        }
        return path;
    }
}
