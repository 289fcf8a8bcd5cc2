package dev.slipway.experiments.internal.mlflow;

import dev.slipway.experiments.Artifacts.ArtifactFile;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version's source of the form {@code runs:/ID/path}. MLflow takes it, but cannot itself follow it when it serves the
 * artifacts; the run's own files are what is meant.
 *
 * @param path of the folder in the run's files, empty for their root
 */
record RunFolder(String runId, String path) {

    private static final Pattern URI = Pattern.compile("runs:/+([^/]+)/?(.*?)/*");

    static Optional<RunFolder> of(String uri) {
        var matcher = URI.matcher(uri);
        return matcher.matches() ? Optional.of(new RunFolder(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    String below(String inside) {
        return path.isEmpty() || inside.isEmpty() ? path + inside : path + "/" + inside;
    }

    /** From paths in the run to paths in the folder. */
    List<ArtifactFile> relative(List<ArtifactFile> files) {
        var prefix = path.isEmpty() ? 0 : path.length() + 1;
        return files.stream()
                .map(file -> new ArtifactFile(file.path().substring(prefix), file.folder(), file.bytes()))
                .toList();
    }
}
