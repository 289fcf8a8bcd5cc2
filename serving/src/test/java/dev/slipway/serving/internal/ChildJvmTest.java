package dev.slipway.serving.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.serving.internal.ChildJvm.End;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class ChildJvmTest {

    @TempDir
    Path folder;

    @Test
    void givesTheChildLittleOfItsOwnEnvironmentAndAFolderForTemporaryFiles() throws Exception {
        var child = new ChildJvm(
                ApplicationClassPath.ofThisJvm(),
                ChildMains.TellsItsEnvironment.class.getName(),
                DataSize.ofMegabytes(64));

        var end = (End.Exited) child.run(List.of(), folder, Duration.ofSeconds(60));

        var lines = end.out().lines().toList();
        assertThat(System.getenv()).containsKey("HOME");
        assertThat(lines.get(0)).contains("PATH").doesNotContain("HOME").doesNotContain("JAVA_TOOL_OPTIONS");
        assertThat(Path.of(lines.get(1))).isEqualTo(folder.resolve("tmp"));
        assertThat(Long.parseLong(lines.get(2))).isLessThanOrEqualTo(64L * 1024 * 1024);
    }
}
