package dev.slipway.experiments;

import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import java.io.InputStream;
import java.util.List;
import org.springframework.stereotype.Service;

/** The files of runs and versions, read from MLflow as they are asked for. */
@Service
public class Artifacts {

    /** @param path a folder, empty for the root; entries are relative to the root */
    @Requires(Permission.READ)
    public List<ArtifactFile> ofRun(String runId, String path) {
        throw new UnsupportedOperationException("not built yet");
    }

    @Requires(Permission.READ)
    public InputStream openOfRun(String runId, String path) {
        throw new UnsupportedOperationException("not built yet");
    }

    @Requires(Permission.READ)
    public List<ArtifactFile> ofVersion(VersionRef version, String path) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The caller closes it. @throws ArtifactNotFound if there is no such file */
    @Requires(Permission.READ)
    public InputStream openOfVersion(VersionRef version, String path) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** @param bytes 0 for a folder */
    public record ArtifactFile(String path, boolean folder, long bytes) {}
}
