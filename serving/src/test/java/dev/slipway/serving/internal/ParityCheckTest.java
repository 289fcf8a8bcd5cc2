package dev.slipway.serving.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.experiments.VersionRef;
import dev.slipway.serving.ServingSettings;
import dev.slipway.serving.internal.twin.ParityMain;
import dev.slipway.serving.internal.twin.ParityOutcome;
import dev.slipway.serving.internal.twin.Twins;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class ParityCheckTest {

    private static final VersionRef VERSION = new VersionRef("employment", "3");

    @TempDir
    Path folder;

    @Test
    void passesAGoodTwinInAnotherJvm() throws Exception {
        var outcome = run(ParityMain.class, "logistic");

        assertThat(outcome.passed()).isTrue();
        assertThat(outcome.rows()).isEqualTo(200);
        assertThat(outcome.maxDifference()).isLessThan(1e-6);
    }

    @Test
    void failsABadTwinInAnotherJvm() throws Exception {
        var outcome = run(ParityMain.class, "scaled");

        assertThat(outcome.passed()).isFalse();
        assertThat(outcome.maxDifference()).isGreaterThan(1e-3);
    }

    @Test
    void outlivesNativeCodeThatCrashes() throws Exception {
        var outcome = run(ChildMains.Crashes.class, "logistic");

        assertThat(outcome.passed()).isFalse();
        assertThat(outcome.maxDifference()).isNull();
        assertThat(outcome.explanation()).contains("was ended by signal 11").contains("Slipway itself is unharmed");
    }

    @Test
    void saysThatTheChildWasKilled() throws Exception {
        var outcome = run(ChildMains.IsKilled.class, "logistic");

        assertThat(outcome.explanation()).contains("was ended by signal 9");
    }

    @Test
    void stopsAChildThatHangs() throws Exception {
        var begun = System.nanoTime();

        var outcome = run(ChildMains.Hangs.class, "logistic", Duration.ofSeconds(1));

        assertThat(outcome.explanation()).startsWith("The comparison took longer than 1 seconds and was stopped.");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        assertThat(ProcessHandle.current().children().filter(ParityCheckTest::hangs))
                .isEmpty();
    }

    private static boolean hangs(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(ChildMains.Hangs.class.getName());
    }

    @Test
    void saysThatMemoryRanOut() throws Exception {
        var outcome = run(ChildMains.TakesAllMemory.class, "logistic");

        assertThat(outcome.explanation())
                .startsWith("The comparison ran out of memory.")
                .contains("slipway.serving.heap");
    }

    @Test
    void failsAChildWithoutAResult() throws Exception {
        assertThat(run(ChildMains.SaysNothing.class, "logistic").explanation())
                .startsWith("The process that compared the twin ended with code 0 and no result.");
        assertThat(run(ChildMains.Fails.class, "logistic").explanation())
                .startsWith("The process that compared the twin ended with code 1 and no result.");
    }

    private ParityOutcome run(Class<?> main, String version) throws IOException, InterruptedException {
        return run(main, version, Duration.ofSeconds(60));
    }

    private ParityOutcome run(Class<?> main, String version, Duration limit) throws IOException, InterruptedException {
        var settings = new ServingSettings(true, limit, DataSize.ofMegabytes(64), DataSize.ofMegabytes(1), "");
        return new ParityCheck(settings, main).run(VERSION, Twins.folder(version), folder);
    }
}
