package dev.slipway.serving.internal;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * The class path of this application, for another JVM of it. It is a list of folders and jars in an IDE or a test, one jar
 * that names its libraries in its manifest when it runs from the extracted layout, and one jar with the libraries inside
 * when it runs by {@code java -jar}; the last needs Spring Boot's launcher to be read.
 */
record ApplicationClassPath(List<Path> entries) {

    private static final String LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

    ApplicationClassPath {
        entries = List.copyOf(entries);
    }

    static ApplicationClassPath ofThisJvm() {
        return parse(System.getProperty("java.class.path"));
    }

    /** Relative entries are below the folder that this JVM was started in. */
    static ApplicationClassPath parse(String classPath) {
        return new ApplicationClassPath(Arrays.stream(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .toList());
    }

    /** The options of {@code java} that run a main class. */
    List<String> running(String mainClass) {
        var path = entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        return holdsItsLibraries()
                ? List.of("-Dloader.main=" + mainClass, "-cp", path, LAUNCHER)
                : List.of("-cp", path, mainClass);
    }

    private boolean holdsItsLibraries() {
        return entries.size() == 1 && Files.isRegularFile(entries.getFirst()) && hasLauncher(entries.getFirst());
    }

    private static boolean hasLauncher(Path jar) {
        try (var file = new JarFile(jar.toFile())) {
            return file.getEntry(LAUNCHER.replace('.', '/') + ".class") != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
