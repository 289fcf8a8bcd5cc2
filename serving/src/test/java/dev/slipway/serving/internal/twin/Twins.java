package dev.slipway.serving.internal.twin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The versions that src/test/python/write_twins.py wrote. */
public final class Twins {

    private Twins() {}

    public static Path folder(String name) {
        try {
            return Path.of(Objects.requireNonNull(Twins.class.getResource("/twins/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A copy of a version that a test may spoil. */
    public static Path copy(String name, Path into) {
        var from = folder(name);
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var to = into.resolve(from.relativize(file).toString());
                if (!Files.isDirectory(to)) {
                    Files.copy(file, to);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return into;
    }
}
