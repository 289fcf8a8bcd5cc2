package dev.slipway.experiments;

import dev.slipway.experiments.internal.Pulse;
import dev.slipway.experiments.internal.TrackingServer;
import dev.slipway.kernel.InvalidField;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;

/** The files of runs and versions, read from MLflow as they are asked for. */
@Service
public class Artifacts {

    private static final Pattern ENCODED = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/");
    private static final Pattern NEVER_GIVEN_OUT = Pattern.compile("[#\\x00-\\x1f\\x7f]");
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_PATH = 1_000;

    private final Runs runs;
    private final Models models;
    private final TrackingServer server;
    private final Pulse pulse;

    Artifacts(Runs runs, Models models, TrackingServer server, Pulse pulse) {
        this.runs = runs;
        this.models = models;
        this.server = server;
        this.pulse = pulse;
    }

    /** @param path a folder, empty for the root; entries are relative to the root */
    @Requires(Permission.READ)
    public List<ArtifactFile> ofRun(String runId, String path) {
        runs.requireReadable(runId);
        requireAskable(path);
        return server.runArtifacts(runId, path);
    }

    /** The caller closes it. @throws ArtifactNotFound if there is no such file */
    @Requires(Permission.READ)
    public InputStream openOfRun(String runId, String path) {
        runs.requireReadable(runId);
        requireFile(path);
        return server.openRunArtifact(runId, path);
    }

    /** @param path a folder, empty for the root; entries are relative to the root */
    @Requires(Permission.READ)
    public List<ArtifactFile> ofVersion(VersionRef version, String path) {
        models.version(version);
        requireAskable(path);
        return server.versionArtifacts(version.model(), version.version(), path);
    }

    /** The caller closes it. @throws ArtifactNotFound if there is no such file */
    @Requires(Permission.READ)
    public InputStream openOfVersion(VersionRef version, String path) {
        models.version(version);
        requireFile(path);
        return server.openVersionArtifact(version.model(), version.version(), path);
    }

    private void requireFile(String path) {
        if (path.isBlank() || path.endsWith("/")) {
            throw new InvalidField("/path", "This names no file. Give the path of one, such as model/MLmodel.");
        }
        requireAskable(path);
    }

    private void requireAskable(String path) {
        checkPath(path);
        pulse.refuseWhenDown();
    }

    static void checkPath(String path) {
        if (path.length() > LONGEST_PATH) {
            throw new InvalidField("/path", "A path has at most " + LONGEST_PATH + " characters.");
        }
        var plain = decoded(path);
        var names = Arrays.asList(plain.split("/", -1));
        if (plain.startsWith("/")
                || plain.contains("\\")
                || SCHEME.matcher(plain).lookingAt()
                || names.contains("..")) {
            throw new InvalidField("/path", "The path " + path + " leaves the folder. Give one below it, without ...");
        }
        if (NEVER_GIVEN_OUT.matcher(plain).find()) {
            throw new InvalidField(
                    "/path",
                    "MLflow gives out no file whose name holds # or a control character. Log it under another name.");
        }
        if (names.stream().anyMatch(name -> name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME)) {
            throw new InvalidField("/path", "A name in the path is longer than " + LONGEST_NAME + " bytes.");
        }
    }

    /** As far as MLflow decodes it, which is until nothing changes. */
    private static String decoded(String path) {
        var once = ENCODED.matcher(path).replaceAll(Artifacts::character);
        return once.equals(path) ? path : decoded(once);
    }

    private static String character(MatchResult encoded) {
        return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(encoded.group(1), 16)));
    }

    /** @param bytes 0 for a folder */
    public record ArtifactFile(String path, boolean folder, long bytes) {}
}
