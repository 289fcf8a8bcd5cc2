package dev.slipway.db.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedClusterTest {

    @TempDir(cleanup = CleanupMode.NEVER)
    Path home;

    private EmbeddedCluster cluster;

    @BeforeEach
    void start() {
        cluster = EmbeddedCluster.start(home, 0);
    }

    @AfterEach
    void stop() {
        cluster.stop();
    }

    @Test
    void takesOverTheServerThatSurvivedACrashAndBringsBackOneThatDied() throws Exception {
        cluster.createDatabase("kept");
        var first = PostmasterFile.ofLiveServer(home.resolve("database")).orElseThrow();

        var takenOver = EmbeddedCluster.start(home, 0);
        assertThat(takenOver.port()).isEqualTo(cluster.port());
        assertThat(PostmasterFile.ofLiveServer(home.resolve("database"))).contains(first);

        killHard(first.pid());
        cluster.ensureRunning();
        assertThat(cluster.answers()).isTrue();
        assertThat(cluster.port()).isEqualTo(first.port());
        assertThat(databaseExists("kept")).isTrue();
    }

    @Test
    void asksForThePasswordThatOnlyTheOwnerCanRead() throws Exception {
        assertThatThrownBy(() -> DriverManager.getConnection(cluster.jdbcUrl("postgres"), "postgres", "wrong"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
        assertThat(Files.getPosixFilePermissions(home.resolve("secrets/database")))
                .hasSize(2);
    }

    @Test
    void keepsWhatItAcknowledgedWhenTheMachineDies() throws SQLException {
        for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            assertThat(live(setting)).as(setting).isEqualTo("on");
        }
    }

    private String live(String setting) throws SQLException {
        try (var connection = DriverManager.getConnection(cluster.jdbcUrl("postgres"), "postgres", cluster.password());
                var statement = connection.createStatement();
                var answer = statement.executeQuery("show " + setting)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private boolean databaseExists(String name) throws SQLException {
        try (var connection = DriverManager.getConnection(cluster.jdbcUrl(name), "postgres", cluster.password())) {
            return connection.isValid(2);
        }
    }

    private static void killHard(long pid) throws Exception {
        var handle = ProcessHandle.of(pid).orElseThrow();
        handle.destroyForcibly();
        handle.onExit().get();
    }
}
