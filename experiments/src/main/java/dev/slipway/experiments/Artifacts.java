package dev.slipway.experiments;

import dev.slipway.experiments.internal.TrackingServer;
import dev.slipway.kernel.InvalidField;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Service;

/** The files of runs and versions, read from MLflow as they are asked for. */
@Service
public class Artifacts {

    private static final int LONGEST_PATH = 1_000;

    private final Runs runs;
    private final Models models;
    private final TrackingServer server;

    Artifacts(Runs runs, Models models, TrackingServer server) {
        this.runs = runs;
        this.models = models;
        this.server = server;
    }

    /** @param path a folder, empty for the root; entries are relative to the root */
    @Requires(Permission.READ)
    public List<ArtifactFile> ofRun(String runId, String path) {
        runs.requireReadable(runId);
        checkPath(path);
        return server.runArtifacts(runId, path);
    }

    /** The caller closes it. @throws ArtifactNotFound if there is no such file */
    @Requires(Permission.READ)
    public InputStream openOfRun(String runId, String path) {
        runs.requireReadable(runId);
        checkPath(path);
        return server.openRunArtifact(runId, path);
    }

    /** @param path a folder, empty for the root; entries are relative to the root */
    @Requires(Permission.READ)
    public List<ArtifactFile> ofVersion(VersionRef version, String path) {
        models.version(version);
        checkPath(path);
        return server.versionArtifacts(version.model(), version.version(), path);
    }

    /** The caller closes it. @throws ArtifactNotFound if there is no such file */
    @Requires(Permission.READ)
    public InputStream openOfVersion(VersionRef version, String path) {
        models.version(version);
        checkPath(path);
        return server.openVersionArtifact(version.model(), version.version(), path);
    }

    static void checkPath(String path) {
        if (path.length() > LONGEST_PATH || path.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidField(
                    "/path", "A path has at most " + LONGEST_PATH + " characters, and no control characters.");
        }
        if (path.startsWith("/")
                || path.contains("\\")
                || Arrays.asList(path.split("/", -1)).contains("..")) {
            throw new InvalidField("/path", "The path " + path + " leaves the folder. Give one below it, without ...");
        }
    }

    /** @param bytes 0 for a folder */
    public record ArtifactFile(String path, boolean folder, long bytes) {}
}
