package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NullMarkedTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void everyPackageSaysThatNothingIsNullUnlessItSaysSo() throws IOException {
        var unmarked = packages()
                .filter(folder -> !isMarked(folder))
                .map(Path::toString)
                .toList();

        assertThat(unmarked).isEmpty();
    }

    private static Stream<Path> packages() throws IOException {
        return modules().stream()
                .flatMap(module -> below(module.resolve("src/main/java")))
                .filter(NullMarkedTest::hasTypes);
    }

    private static List<Path> modules() throws IOException {
        try (var entries = Files.list(ROOT)) {
            return entries.filter(entry -> Files.exists(entry.resolve("src/main/java")))
                    .toList();
        }
    }

    private static Stream<Path> below(Path sources) {
        try (var walk = Files.walk(sources)) {
            return walk.filter(Files::isDirectory).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasTypes(Path folder) {
        try (var files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isMarked(Path folder) {
        try {
            return Files.readString(folder.resolve("package-info.java")).contains("@NullMarked");
        } catch (IOException e) {
            return false;
        }
    }
}
