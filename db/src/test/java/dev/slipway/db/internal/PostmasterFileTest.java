package dev.slipway.db.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmasterFileTest {

    @TempDir
    Path data;

    @Test
    void doesNotTakeAProcessThatGotTheNumberSinceForTheServer() throws IOException {
        var pid = ProcessHandle.current().pid();

        Files.writeString(data.resolve("postmaster.pid"), pid + "\n" + data + "\n1764000000\n5432\n");

        assertThat(PostmasterFile.ofLiveServer(data)).isEmpty();
    }
}
