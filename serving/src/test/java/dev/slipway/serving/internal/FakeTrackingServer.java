package dev.slipway.serving.internal;

import dev.slipway.experiments.ArtifactNotFound;
import dev.slipway.experiments.Artifacts.ArtifactFile;
import dev.slipway.experiments.MlflowUnavailable;
import dev.slipway.experiments.Runs.CurvePoint;
import dev.slipway.experiments.internal.TrackingServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A registry in memory whose versions' files lie in folders. */
public final class FakeTrackingServer implements TrackingServer {

    private final List<RawModel> models = new ArrayList<>();
    private final List<RawVersion> versions = new ArrayList<>();
    private final Map<String, Path> folders = new HashMap<>();
    private boolean down;

    void model(String name, String team) {
        models.add(new RawModel(name, "", 1, 1, Map.of("team", team), Map.of()));
    }

    void version(String model, int number, String source, Path folder) {
        versions.add(new RawVersion(model, number, null, source, "READY", "", 1_700_000_000_000L, 1, Map.of()));
        folders.put(model + "/" + number, folder);
    }

    void delete(String model, int number) {
        versions.removeIf(version -> version.model().equals(model) && version.version() == number);
    }

    void clear() {
        models.clear();
        versions.clear();
        down = false;
    }

    void down(boolean isDown) {
        down = isDown;
    }

    private void answer() {
        if (down) {
            throw new MlflowUnavailable("MLflow did not answer within 2 seconds. Check that it runs.", null);
        }
    }

    @Override
    public List<RawModel> models() {
        answer();
        return List.copyOf(models);
    }

    @Override
    public List<RawVersion> versions(@Nullable String model) {
        answer();
        return versions.stream()
                .filter(version -> model == null || version.model().equals(model))
                .toList();
    }

    @Override
    public List<ArtifactFile> versionArtifacts(String model, String version, String path) {
        answer();
        var folder = file(model, version, path);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> new ArtifactFile(path + "/" + file.getFileName(), false, 1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream openVersionArtifact(String model, String version, String path) {
        answer();
        try {
            return Files.newInputStream(file(model, version, path));
        } catch (IOException e) {
            throw new ArtifactNotFound(path);
        }
    }

    private Path file(String model, String version, String path) {
        return folders.getOrDefault(model + "/" + version, Path.of("/nowhere")).resolve(path);
    }

    @Override
    public List<RawExperiment> experiments() {
        return List.of();
    }

    @Override
    public RunPage runs(List<String> experimentIds, String filter, String orderBy, int limit, String pageToken) {
        return new RunPage(List.of(), "");
    }

    @Override
    public Optional<RawRun> run(String runId) {
        return Optional.empty();
    }

    @Override
    public List<CurvePoint> metricHistory(String runId, String key) {
        return List.of();
    }

    @Override
    public String createVersion(String model, String source, String runId, String description) {
        throw new UnsupportedOperationException("nothing is registered here");
    }

    @Override
    public void createModel(String model, Map<String, String> tags) {
        throw new UnsupportedOperationException("nothing is registered here");
    }

    @Override
    public Optional<LoggedModelInfo> loggedModel(String modelId) {
        return Optional.empty();
    }

    @Override
    public List<ArtifactFile> runArtifacts(String runId, String path) {
        return List.of();
    }

    @Override
    public InputStream openRunArtifact(String runId, String path) {
        throw new ArtifactNotFound(path);
    }
}
