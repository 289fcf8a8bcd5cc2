package dev.slipway.serving.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationClassPathTest {

    private static final String MAIN = "dev.slipway.Main";

    @TempDir
    Path folder;

    @Test
    void keepsFoldersAndJarsByTheirFullPaths() {
        var options = ApplicationClassPath.parse("target/classes" + File.pathSeparator + folder.resolve("a.jar"))
                .running(MAIN);

        assertThat(options)
                .containsExactly(
                        "-cp",
                        Path.of("target/classes").toAbsolutePath() + File.pathSeparator + folder.resolve("a.jar"),
                        MAIN);
    }

    @Test
    void runsTheExtractedLayoutByItsJar() throws IOException {
        var jar = jar("slipway.jar", "dev/slipway/SlipwayApplication.class");

        assertThat(ApplicationClassPath.parse(jar.toString()).running(MAIN))
                .containsExactly("-cp", jar.toString(), MAIN);
    }

    @Test
    void runsAJarWithLibrariesInsideByItsLauncher() throws IOException {
        var jar = jar("app.jar", "org/springframework/boot/loader/launch/PropertiesLauncher.class");

        assertThat(ApplicationClassPath.parse(jar.toString()).running(MAIN))
                .containsExactly(
                        "-Dloader.main=" + MAIN,
                        "-cp",
                        jar.toString(),
                        "org.springframework.boot.loader.launch.PropertiesLauncher");
    }

    private Path jar(String name, String entry) throws IOException {
        var jar = folder.resolve(name);
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry(entry));
            out.closeEntry();
        }
        return jar;
    }
}
