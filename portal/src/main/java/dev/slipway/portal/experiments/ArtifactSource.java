package dev.slipway.portal.experiments;

import dev.slipway.experiments.Artifacts;
import dev.slipway.experiments.Artifacts.ArtifactFile;
import dev.slipway.experiments.VersionRef;
import dev.slipway.portal.kit.Paths;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A place with files: a run, or a version whose model is kept apart from its run. */
sealed interface ArtifactSource {

    List<ArtifactFile> list(Artifacts artifacts, String folder);

    InputStream open(Artifacts artifacts, String path);

    /** Where a program can fetch the file as well; empty where there is no such address. */
    Optional<String> address(String path);

    record OfRun(String runId) implements ArtifactSource {

        @Override
        public List<ArtifactFile> list(Artifacts artifacts, String folder) {
            return artifacts.ofRun(runId, folder);
        }

        @Override
        public InputStream open(Artifacts artifacts, String path) {
            return artifacts.openOfRun(runId, path);
        }

        @Override
        public Optional<String> address(String path) {
            return Optional.of("api/v1/runs/" + Paths.segment(runId) + "/artifact?path=" + Paths.segment(path));
        }
    }

    record OfVersion(VersionRef version) implements ArtifactSource {

        @Override
        public List<ArtifactFile> list(Artifacts artifacts, String folder) {
            return artifacts.ofVersion(version, folder);
        }

        @Override
        public InputStream open(Artifacts artifacts, String path) {
            return artifacts.openOfVersion(version, path);
        }

        @Override
        public Optional<String> address(String path) {
            return Optional.empty();
        }
    }
}
