package dev.slipway.serving.internal;

import dev.slipway.experiments.ArtifactNotFound;
import dev.slipway.experiments.Artifacts;
import dev.slipway.experiments.VersionRef;
import dev.slipway.serving.ServingSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Fetches the files of a version that its comparison reads. */
@Component
class TwinFiles {

    private static final List<String> FILES = List.of("onnx/model.onnx", "onnx/model.json", "parity/sample.parquet");

    private final Artifacts artifacts;
    private final DataSize limit;

    TwinFiles(Artifacts artifacts, ServingSettings settings) {
        this.artifacts = artifacts;
        this.limit = settings.fileLimit();
    }

    /** Whether the version has a folder {@code onnx}. */
    boolean hasTwin(VersionRef version) {
        return !artifacts.ofVersion(version, "onnx").isEmpty();
    }

    /** Leaves out what the version has not. @throws TooLarge when a file is larger than the limit */
    void fetch(VersionRef version, Path into) {
        for (var file : FILES) {
            try (var in = artifacts.openOfVersion(version, file)) {
                copy(in, into.resolve(file), file);
            } catch (ArtifactNotFound e) {
                continue;
            } catch (IOException e) {
                throw new UncheckedIOException(file + " could not be fetched.", e);
            }
        }
    }

    private void copy(InputStream in, Path to, String name) throws IOException {
        Files.createDirectories(to.getParent());
        try (var out = Files.newOutputStream(to)) {
            var buffer = new byte[64 * 1024];
            var left = limit.toBytes();
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                left -= read;
                if (left < 0) {
                    throw new TooLarge(name, limit);
                }
                out.write(buffer, 0, read);
            }
        }
    }

    /** A file that is not fetched whole. */
    static final class TooLarge extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private TooLarge(String file, DataSize limit) {
            super(file + " is larger than " + limit.toMegabytes()
                    + " MB, the most that is fetched. Log a smaller one and register a new version, or raise"
                    + " slipway.serving.file-limit.");
        }
    }
}
