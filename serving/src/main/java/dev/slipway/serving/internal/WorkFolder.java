package dev.slipway.serving.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** A folder of its own for one check, removed with everything in it. */
record WorkFolder(Path path) implements AutoCloseable {

    /** @param parent empty: the system's folder for temporary files */
    static WorkFolder in(String parent) throws IOException {
        if (parent.isBlank()) {
            return new WorkFolder(Files.createTempDirectory("slipway-parity-"));
        }
        return new WorkFolder(Files.createTempDirectory(Files.createDirectories(Path.of(parent)), "slipway-parity-"));
    }

    @Override
    public void close() {
        try {
            FileSystemUtils.deleteRecursively(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
