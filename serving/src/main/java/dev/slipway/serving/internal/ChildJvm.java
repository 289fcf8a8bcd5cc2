package dev.slipway.serving.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.util.unit.DataSize;

/**
 * A short-lived JVM of this application, for work whose failure may end its process. It gets none of this process's
 * environment but what a system needs, since that holds credentials and the models it reads are other people's.
 */
final class ChildJvm {

    private static final Set<String> ENVIRONMENT =
            Set.of("PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "SystemRoot", "OMP_NUM_THREADS");

    private final ApplicationClassPath classPath;
    private final String mainClass;
    private final DataSize heap;

    ChildJvm(ApplicationClassPath classPath, String mainClass, DataSize heap) {
        this.classPath = classPath;
        this.mainClass = mainClass;
        this.heap = heap;
    }

    /** How it ended. */
    sealed interface End {

        /** @param code 0 for success, 128 and a signal's number when it was killed */
        record Exited(int code, String out, String err) implements End {}

        record TimedOut() implements End {}
    }

    /**
     * Runs it to its end, or stops it at the limit, or when this thread is interrupted.
     *
     * @param folder where it starts and leaves everything it writes; the caller removes it
     */
    End run(List<String> arguments, Path folder, Duration limit) throws IOException, InterruptedException {
        var out = folder.resolve("out");
        var err = folder.resolve("err");
        var process = start(arguments, folder, out, err);
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new End.TimedOut();
            }
            return new End.Exited(process.exitValue(), text(out), text(err));
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    private Process start(List<String> arguments, Path folder, Path out, Path err) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(java, "@" + written(options(arguments, folder), folder.resolve("options")))
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        keepOnly(builder.environment());
        return builder.start();
    }

    private List<String> options(List<String> arguments, Path folder) throws IOException {
        var options = new ArrayList<String>(List.of(
                "-Xmx" + heap.toMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp"))));
        options.addAll(classPath.running(mainClass));
        options.addAll(arguments);
        return options;
    }

    /** In a file, since ONNX Runtime 1.29 overflows its stack on a command line of some thousand characters. */
    private static Path written(List<String> options, Path file) throws IOException {
        var quoted = options.stream()
                .map(option -> '"' + option.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .toList();
        return Files.write(file, quoted);
    }

    private static void keepOnly(Map<String, String> environment) {
        environment.keySet().retainAll(ENVIRONMENT);
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
