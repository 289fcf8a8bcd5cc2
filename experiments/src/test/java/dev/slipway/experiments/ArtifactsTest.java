package dev.slipway.experiments;

import static dev.slipway.security.test.ActingAs.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.experiments.Artifacts.ArtifactFile;
import dev.slipway.experiments.internal.Indexer;
import dev.slipway.experiments.test.FaultProxy;
import dev.slipway.experiments.test.FaultProxy.Fault;
import dev.slipway.experiments.test.IndexTest;
import dev.slipway.experiments.test.MlflowRuns;
import dev.slipway.experiments.test.MlflowServer;
import dev.slipway.kernel.InvalidField;
import dev.slipway.security.Actor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@IndexTest
@TestPropertySource(properties = "slipway.mlflow.read-limit=1500ms")
class ArtifactsTest {

    private static final String ODD_NAMES =
            "a b.txt,\u00e9\u65e5\u672c \ud83d\ude00.txt,50% off.txt,q?mark.txt,plus+and&.txt,semi;colon=.txt,c'q\"u.txt,{brace}[0].txt";

    private final MlflowServer mlflow = MlflowServer.get();
    private final MlflowRuns writer = new MlflowRuns(mlflow);

    @Autowired
    private Artifacts artifacts;

    @Autowired
    private Indexer indexer;

    @Autowired
    private FaultProxy proxy;

    private String experiment = "";
    private String run = "";

    @BeforeEach
    void makeARun() {
        experiment = writer.experiment("files", Map.of());
        run = writer.aRun(experiment).startedAt(System.currentTimeMillis()).create();
        indexer.tick();
    }

    @AfterEach
    void repair() {
        proxy.fault(Fault.NONE);
    }

    @Test
    void listsFoldersAndReadsFilesOfEveryKind() {
        var png = new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, (byte) 0xff};
        mlflow.upload(writer.artifactUri(run), "plots/deep/roc.png", png);
        writer.file(run, "plots/notes.json", "{\"auc\": 0.9}");
        writer.file(run, "readme.txt", "h\u00e9llo");

        assertThat(list("")).containsExactlyInAnyOrder(folder("plots"), file("readme.txt", 6));
        assertThat(list("plots")).containsExactlyInAnyOrder(folder("plots/deep"), file("plots/notes.json", 12));
        assertThat(list("plots/deep")).containsExactly(file("plots/deep/roc.png", png.length));
        assertThat(open("plots/deep/roc.png")).isEqualTo(png);
        assertThat(open("readme.txt")).asString(StandardCharsets.UTF_8).isEqualTo("h\u00e9llo");
        assertThat(list("nowhere")).isEmpty();
    }

    @Test
    void readsFilesWhateverTheirNames() {
        var names = List.of(ODD_NAMES.split(","));
        names.forEach(name -> writer.file(run, "odd \u00e9/" + name, "in " + name));

        assertThat(list("odd \u00e9"))
                .extracting(ArtifactFile::path)
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(name -> "odd \u00e9/" + name).toList());
        for (var name : names) {
            assertThat(open("odd \u00e9/" + name))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("in " + name);
        }
    }

    @Test
    void readsTheBeginningOfALargeFileWithoutWaitingForItsEnd() throws IOException {
        var large = new byte[20 * 1024 * 1024];
        new Random(7).nextBytes(large);
        mlflow.upload(writer.artifactUri(run), "large.bin", large);

        assertThat(list("")).containsExactly(file("large.bin", large.length));
        try (var content = asSystem(() -> artifacts.openOfRun(run, "large.bin"))) {
            assertThat(content.readNBytes(1000)).startsWith(large[0], large[1]).hasSize(1000);
        }
        assertThat(open("large.bin")).isEqualTo(large);
    }

    @Test
    void readsTheFilesOfAVersionWhereverMlflowKeepsThem() {
        var modelId = writer.loggedModel(run, experiment, "clf");
        writer.file(run, "old style/MLmodel", MlflowRuns.MLMODEL);
        writer.file(run, "old style/onnx/model.onnx", "o");
        var model = "files \u00e9 50% " + UUID.randomUUID();
        mlflow.post("registered-models/create", Map.of("name", model));
        var sources =
                List.of("models:/" + modelId, writer.artifactUri(run) + "/old style", "runs:/" + run + "/old style");
        sources.forEach(source -> mlflow.post(
                "model-versions/create",
                Map.of(
                        "name",
                        model,
                        "source",
                        source,
                        "run_id",
                        run,
                        "model_id",
                        source.startsWith("models:") ? modelId : "")));
        indexer.tick();

        for (var number = 1; number <= sources.size(); number++) {
            var version = new VersionRef(model, Integer.toString(number));
            var source = sources.get(number - 1);
            assertThat(asSystem(() -> artifacts.ofVersion(version, "")))
                    .as(source)
                    .containsExactlyInAnyOrder(file("MLmodel", MlflowRuns.MLMODEL.length()), folder("onnx"));
            assertThat(asSystem(() -> artifacts.ofVersion(version, "onnx")))
                    .as(source)
                    .extracting(ArtifactFile::path)
                    .containsExactly("onnx/model.onnx");
            assertThat(bytes(() -> artifacts.openOfVersion(version, "MLmodel")))
                    .as(source)
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(MlflowRuns.MLMODEL);
            assertThat(bytes(() -> artifacts.openOfVersion(version, "onnx/model.onnx")))
                    .as(source)
                    .isNotEmpty();
            assertThatThrownBy(() -> asSystem(() -> artifacts.openOfVersion(version, "onnx/none")))
                    .as(source)
                    .isInstanceOf(ArtifactNotFound.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret",
                "plots/../../secret",
                "..",
                "%2e%2e/secret",
                "plots/%2E%2e%2fsecret",
                "%252e%252e/secret",
                "/etc/passwd",
                "%2fetc/passwd",
                "..\\secret",
                "plots%5c..%5csecret",
                "file:///etc/passwd",
                "http://elsewhere/x",
                "has#hash",
                "has%23hash",
                "a\nb",
                "a\u0000b",
                "a%00b"
            })
    void refusesAPathThatLeadsElsewhereBeforeAnythingIsAsked(String path) {
        var version = new VersionRef("none", "1");
        var asked = proxy.during(() -> {
            assertThatThrownBy(() -> asSystem(() -> artifacts.ofRun(run, path))).isInstanceOf(InvalidField.class);
            assertThatThrownBy(() -> asSystem(() -> artifacts.openOfRun(run, path)))
                    .isInstanceOf(InvalidField.class);
            assertThatThrownBy(() -> asSystem(() -> artifacts.openOfVersion(version, path)))
                    .isInstanceOf(ModelNotFound.class);
        });

        assertThat(asked).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithAPathThatNamesNoFile() {
        writer.file(run, "plots/a.txt", "a");

        assertThatThrownBy(() -> open("missing.txt"))
                .isInstanceOf(ArtifactNotFound.class)
                .hasMessageContaining("missing.txt");
        assertThatThrownBy(() -> open("plots"))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("a directory, not a file");
        assertThatThrownBy(() -> open("x".repeat(300)))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("longer than 255 bytes");
        assertThatThrownBy(() -> asSystem(() -> artifacts.ofRun("unknown", ""))).isInstanceOf(RunNotFound.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"HANGS", "HANGS_IN_BODY", "DROPS", "ANSWERS_500"})
    void holdsNobodyWhenMlflowDoesNotGiveTheFile(Fault fault) {
        writer.file(run, "a.txt", "a");
        proxy.fault(fault);
        var begun = System.nanoTime();

        assertThatThrownBy(() -> open("a.txt"))
                .isInstanceOfAny(MlflowUnavailable.class, UncheckedIOException.class)
                .hasMessageContaining("MLflow");
        assertThatThrownBy(() -> list("")).isInstanceOf(MlflowUnavailable.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    }

    private List<ArtifactFile> list(String path) {
        return asSystem(() -> artifacts.ofRun(run, path));
    }

    private byte[] open(String path) {
        return bytes(() -> artifacts.openOfRun(run, path));
    }

    private static byte[] bytes(Supplier<InputStream> source) {
        try (var content = asSystem(source)) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static ArtifactFile folder(String path) {
        return new ArtifactFile(path, true, 0);
    }

    private static ArtifactFile file(String path, long bytes) {
        return new ArtifactFile(path, false, bytes);
    }

    private static <T> T asSystem(Supplier<T> work) {
        return as(Actor.SYSTEM, work);
    }
}
