package dev.slipway.experiments;

import static dev.slipway.security.test.ActingAs.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.experiments.Models.Registration;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.experiments.internal.Indexer;
import dev.slipway.experiments.test.FaultProxy;
import dev.slipway.experiments.test.FaultProxy.Fault;
import dev.slipway.experiments.test.IndexTest;
import dev.slipway.experiments.test.MlflowRuns;
import dev.slipway.experiments.test.MlflowServer;
import dev.slipway.kernel.InvalidField;
import dev.slipway.security.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@IndexTest
class RegistrationTest {

    private final MlflowServer mlflow = MlflowServer.get();
    private final MlflowRuns writer = new MlflowRuns(mlflow);
    private final String model = "registered " + UUID.randomUUID();

    @Autowired
    private Models models;

    @Autowired
    private Indexer indexer;

    @Autowired
    private FaultProxy proxy;

    private String experiment = "";
    private String run = "";

    @BeforeEach
    void makeARun() {
        experiment = writer.experiment("registering", Map.of());
        run = writer.aRun(experiment).startedAt(System.currentTimeMillis()).create();
    }

    @AfterEach
    void repair() {
        proxy.fault(Fault.NONE);
    }

    @Test
    void registersWhatARunLoggedAmongItsFiles() {
        writer.file(run, "my model/MLmodel", MlflowRuns.MLMODEL);
        writer.file(run, "MLmodel", MlflowRuns.MLMODEL);
        indexer.tick();

        var version = register(model, "my model/", null);
        var atTheRoot = register(model, "", null);

        assertThat(version.ref()).isEqualTo(new VersionRef(model, "1"));
        assertThat(version.source()).isEqualTo(writer.artifactUri(run) + "/my model");
        assertThat(version.runId()).isEqualTo(run);
        assertThat(version.description()).isEqualTo("why");
        assertThat(atTheRoot.source()).isEqualTo(writer.artifactUri(run));
    }

    @Test
    void registersWhatARunLoggedAsAModelOfItsOwnAsOftenAsItIsAsked() {
        var modelId = writer.loggedModel(run, experiment, "clf");
        indexer.tick();

        assertThat(as(Actor.SYSTEM, () -> models.loggedModels(run)))
                .containsExactly(new Models.LoggedModel(modelId, null, "clf"));
        assertThat(register(model, null, modelId).ref().version()).isEqualTo("1");
        assertThat(register(model, null, modelId).ref().version()).isEqualTo("2");
        assertThat(register(model, null, modelId).source()).isEqualTo("models:/" + modelId);
    }

    @Test
    void offersTheFoldersThatAClientOfMlflow2Logged() {
        writer.file(run, "clf/MLmodel", MlflowRuns.MLMODEL);
        writer.setTag(
                run,
                "mlflow.log-model.history",
                "[{\"artifact_path\": \"old\"}, {\"artifact_path\": \"clf\"}, {\"artifact_path\": \"clf\"}]");
        indexer.tick();

        var offered = as(Actor.SYSTEM, () -> models.loggedModels(run));

        assertThat(offered)
                .containsExactly(
                        new Models.LoggedModel(null, "clf", "clf"), new Models.LoggedModel(null, "old", "old"));
        assertThat(register(model, offered.getFirst().path(), null).source())
                .isEqualTo(writer.artifactUri(run) + "/clf");
    }

    @Test
    void makesNothingOfARunWithoutAModel() {
        writer.file(run, "plots/roc.txt", "no model");
        var other =
                writer.aRun(experiment).startedAt(System.currentTimeMillis()).create();
        var othersModel = writer.loggedModel(other, experiment, "clf");
        indexer.tick();

        refuses("/path", "there is no file plots/MLmodel. Give the folder", () -> register(model, "plots", null));
        refuses("/path", "there is no file none/MLmodel", () -> register(model, "none", null));
        refuses("/path", "leaves the folder", () -> register(model, "../" + other, null));
        refuses("/model_id", "logged no model", () -> register(model, null, othersModel));
        refuses("/model_id", "logged no model", () -> register(model, null, "m-" + "0".repeat(32)));
        refuses("/model_id", "logged no model", () -> register(model, null, "../experiments/search?x= "));
        assertThatThrownBy(
                        () -> as(Actor.SYSTEM, () -> models.register(new Registration(model, other, "clf", null, ""))))
                .hasMessageContaining("give model_id instead");
        assertNothingIsIn(model);
    }

    @Test
    void makesNothingOfADeletedRun() {
        writer.file(run, "m/MLmodel", MlflowRuns.MLMODEL);
        indexer.tick();
        writer.delete(run);

        refuses("/run_id", "is deleted in MLflow. Restore it there", () -> register(model, "m", null));
        assertNothingIsIn(model);

        writer.restore(run);
        assertThat(register(model, "m", null).ref().version()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "a/b", "a:b", "a\nb", "a\u0000b"})
    void refusesANameThatMlflowDoesNotTakeOrNobodyCouldRead(String name) {
        writer.file(run, "m/MLmodel", MlflowRuns.MLMODEL);
        indexer.tick();

        refuses("/model", "", () -> register(name, "m", null));
    }

    @Test
    void takesEveryNameThatMlflowTakes() {
        writer.file(run, "m/MLmodel", MlflowRuns.MLMODEL);
        indexer.tick();
        var id = UUID.randomUUID();

        for (var name : List.of(
                "with space " + id,
                "\u00e9\u65e5\u672c \ud83d\ude00 " + id,
                "50% #?&=+;" + id,
                "it's " + id,
                "\"it's\" " + id,
                "%2F" + id,
                "\ud83d\ude00".repeat(220) + id)) {
            assertThat(register(name, "m", null).ref()).isEqualTo(new VersionRef(name, "1"));
            assertThat(register(name, "m", null).ref()).isEqualTo(new VersionRef(name, "2"));
        }
        refuses("/model", "1 to 256 characters", () -> register("x".repeat(257), "m", null));
    }

    @Test
    void takesNoDescriptionThatMlflowCannotKeep() {
        writer.file(run, "m/MLmodel", MlflowRuns.MLMODEL);
        indexer.tick();

        refuses("/description", "at most 5000", () -> register(model, "m", null, "d".repeat(5001)));
        assertNothingIsIn(model);
        assertThat(register(model, "m", null, "\u00e9".repeat(5000)).description())
                .hasSize(5000);
    }

    @Test
    void leavesPromptsAlone() {
        writer.file(run, "m/MLmodel", MlflowRuns.MLMODEL);
        indexer.tick();
        mlflow.post(
                "registered-models/create",
                Map.of("name", model, "tags", MlflowRuns.pairs(Map.of("mlflow.prompt.is_prompt", "true"))));

        refuses("/model", "is taken by a prompt", () -> register(model, "m", null));
        assertThat(mlflow.send("GET", "model-versions/get?version=1&name=" + MlflowRuns.encoded(model), null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void registersSideBySideEachOnce() throws Exception {
        writer.file(run, "m/MLmodel", MlflowRuns.MLMODEL);
        indexer.tick();
        var work = IntStream.range(0, 12)
                .mapToObj(i -> (Callable<String>)
                        () -> register(model, "m", null).ref().version())
                .toList();

        var numbers = new ArrayList<String>();
        try (var executor = Executors.newFixedThreadPool(12)) {
            for (var answer : executor.invokeAll(work)) {
                numbers.add(answer.get());
            }
        }

        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 12).mapToObj(Integer::toString).toList());
    }

    @Test
    void saysThatItIsNotKnownWhetherMlflowTookWhatItDidNotAnswer() {
        writer.file(run, "m/MLmodel", MlflowRuns.MLMODEL);
        indexer.tick();
        register(model, "m", null);
        proxy.breakOnly("/model-versions/create", Fault.ANSWERS_500);

        assertThatThrownBy(() -> register(model, "m", null))
                .isInstanceOf(MlflowUnavailable.class)
                .hasMessageContaining("look at the model before you try again");
    }

    private VersionRow register(String name, @Nullable String path, @Nullable String modelId) {
        return register(name, path, modelId, "why");
    }

    private VersionRow register(String name, @Nullable String path, @Nullable String modelId, String description) {
        return as(Actor.SYSTEM, () -> models.register(new Registration(name, run, path, modelId, description)));
    }

    private static void refuses(String pointer, String words, Runnable work) {
        assertThatThrownBy(work::run).isInstanceOfSatisfying(InvalidField.class, refusal -> {
            assertThat(refusal.getMessage()).contains(words);
            assertThat(refusal.fields()).extracting("pointer").containsExactly(pointer);
        });
    }

    private void assertNothingIsIn(String name) {
        assertThat(mlflow.send("GET", "registered-models/get?name=" + MlflowRuns.encoded(name), null)
                        .status())
                .isEqualTo(404);
    }
}
