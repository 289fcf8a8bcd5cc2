package dev.slipway.serving.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.db.test.PostgresTest;
import dev.slipway.experiments.VersionNotFound;
import dev.slipway.experiments.VersionRef;
import dev.slipway.experiments.internal.RegistryIndexer;
import dev.slipway.kernel.PageQuery;
import dev.slipway.security.Actor;
import dev.slipway.security.Actors;
import dev.slipway.security.Audit;
import dev.slipway.security.Audit.AuditEntry;
import dev.slipway.security.Audit.AuditFilter;
import dev.slipway.security.Forbidden;
import dev.slipway.security.Role;
import dev.slipway.security.Scope;
import dev.slipway.security.TeamId;
import dev.slipway.security.UserId;
import dev.slipway.serving.Parities;
import dev.slipway.serving.ParityChecked;
import dev.slipway.serving.ParityReport;
import dev.slipway.serving.ParityState;
import dev.slipway.serving.internal.twin.ParityOutcome;
import dev.slipway.serving.internal.twin.Twins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@PostgresTest
@SpringBootTest(
        classes = ParityWorkTest.Application.class,
        properties = {"slipway.index.enabled=false", "slipway.serving.enabled=false"})
class ParityWorkTest {

    private static final VersionRef FIRST = new VersionRef("employment", "1");

    @TempDir
    static Path work;

    @DynamicPropertySource
    static void workInAFolderThatCanBeLookedInto(DynamicPropertyRegistry registry) {
        registry.add("slipway.serving.work-dir", work::toString);
    }

    @Autowired
    private FakeTrackingServer mlflow;

    @Autowired
    private RegistryIndexer index;

    @Autowired
    private ParityWork parity;

    @Autowired
    private ParityStore store;

    @Autowired
    private Parities parities;

    @Autowired
    private Actors actors;

    @Autowired
    private Audit audit;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private MovedClock clock;

    @Autowired
    private Heard heard;

    private final TeamId team = TeamId.random();

    @BeforeEach
    void startWithOneModel() {
        mlflow.clear();
        index.index(true);
        jdbc.sql("truncate serving.parity, experiments.registered_model cascade")
                .update();
        jdbc.sql(
                        "insert into experiments.tracking_server (server_id, name, url) values (1, 'default', '') on conflict do nothing")
                .update();
        heard.events.clear();
        mlflow.model("employment", "people");
    }

    @Test
    void checksAVersionThatAppears() {
        register(1, "models:/m-1", Twins.folder("logistic"));

        assertThat(report(FIRST).state()).isEqualTo(ParityState.PENDING);
        check();

        var report = report(FIRST);
        assertThat(report.state()).isEqualTo(ParityState.PASSED);
        assertThat(report.rows()).isEqualTo(200);
        assertThat(report.maxDifference()).isLessThan(1e-6);
        assertThat(report.limit()).isEqualTo(1e-5);
        assertThat(report.checkedAt()).isEqualTo(clock.instant());
        assertThat(heard.events).containsExactly(new ParityChecked(FIRST, ParityState.PASSED));
    }

    @Test
    void recordsWhatItFoundInTheAuditLog() {
        register(1, "models:/m-1", Twins.folder("scaled"));
        var before = entries(FIRST).size();

        check();

        assertThat(entries(FIRST)).hasSize(before + 1);
        assertThat(entries(FIRST).getFirst()).satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo("slipway");
            assertThat(entry.action()).isEqualTo("version.parity_checked");
            assertThat(entry.after()).contains("FAILED").contains("max_difference");
        });
        assertThat(report(FIRST).state()).isEqualTo(ParityState.FAILED);
    }

    @Test
    void checksEachVersionOnce() {
        register(1, "models:/m-1", Twins.folder("logistic"));

        check();
        asSystem(parity::reconcile);
        check();

        assertThat(heard.events).hasSize(1);
    }

    @Test
    void findsAVersionThatNoEventToldOf() {
        register(1, "models:/m-1", Path.of("/nowhere"));
        jdbc.sql("truncate serving.parity").update();

        asSystem(parity::reconcile);
        check();

        assertThat(report(FIRST).state()).isEqualTo(ParityState.ABSENT);
        assertThat(report(FIRST).maxDifference()).isNull();
    }

    @Test
    void checksATwinThatCameAfterTheVersionWasFoundWithoutOne(@TempDir Path folder) throws Exception {
        register(1, "models:/m-1", folder);
        check();
        assertThat(report(FIRST).state()).isEqualTo(ParityState.ABSENT);
        asSystem(() -> parities.lookAgain(FIRST));
        assertThat(report(FIRST).state()).isEqualTo(ParityState.ABSENT);

        Twins.copy("logistic", folder);
        asSystem(() -> parities.lookAgain(FIRST));
        assertThat(report(FIRST).state()).isEqualTo(ParityState.PENDING);
        check();

        assertThat(report(FIRST).state()).isEqualTo(ParityState.PASSED);
    }

    @Test
    void failsWhenTheSampleIsMissing(@TempDir Path folder) throws Exception {
        Files.delete(Twins.copy("logistic", folder).resolve("parity/sample.parquet"));
        register(1, "models:/m-1", folder);

        check();

        assertThat(report(FIRST).state()).isEqualTo(ParityState.FAILED);
        assertThat(report(FIRST).explanation()).contains("parity/sample.parquet is missing");
    }

    @Test
    void keepsADifferenceThatIsInfinite() {
        register(1, "models:/m-1", Twins.folder("logistic"));
        var claim =
                store.claim(clock.instant(), clock.instant().plusSeconds(60)).orElseThrow();
        var infinite = new ParityOutcome(false, 5, Double.POSITIVE_INFINITY, 1e-5, 1, "One of them is no number.");

        assertThat(store.finish(claim, ParityState.FAILED, infinite, clock.instant()))
                .isTrue();

        assertThat(report(FIRST).maxDifference()).isInfinite();
    }

    @Test
    void waitsForMlflowAndChecksThen() {
        register(1, "models:/m-1", Twins.folder("logistic"));
        mlflow.down(true);

        check();

        assertThat(report(FIRST).state()).isEqualTo(ParityState.PENDING);
        assertThat(report(FIRST).explanation()).startsWith("MLflow did not give the version's files");
        assertThat(heard.events).isEmpty();

        mlflow.down(false);
        check();
        assertThat(report(FIRST).state()).isEqualTo(ParityState.PENDING);

        clock.move(Duration.ofSeconds(3));
        check();
        assertThat(report(FIRST).state()).isEqualTo(ParityState.PASSED);
    }

    @Test
    void leavesAVersionToWhoeverTookItUntilThatClaimRunsOut() {
        register(1, "models:/m-1", Twins.folder("logistic"));
        var dead =
                store.claim(clock.instant(), clock.instant().plusSeconds(150)).orElseThrow();

        check();
        assertThat(report(FIRST).state()).isEqualTo(ParityState.PENDING);

        clock.move(Duration.ofSeconds(151));
        check();
        assertThat(report(FIRST).state()).isEqualTo(ParityState.PASSED);
        assertThat(store.finish(dead, ParityState.FAILED, ParityOutcome.impossible("late"), clock.instant()))
                .isFalse();
    }

    @Test
    void checksAtOnceWhatAProcessHadInHandThatWasKilled() throws Exception {
        register(1, "models:/m-1", Twins.folder("logistic"));
        var other = processThatClaims();
        try {
            check();
            assertThat(report(FIRST).state()).isEqualTo(ParityState.PENDING);
        } finally {
            other.destroyForcibly().waitFor();
        }

        for (var look = 0; look < 100 && report(FIRST).state() == ParityState.PENDING; look++) {
            check();
        }

        assertThat(report(FIRST).state()).isEqualTo(ParityState.PASSED);
        assertThat(jdbc.sql("select attempts from serving.parity")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    /** Another portal, as far as the database sees: it took the first version and is busy with it. */
    private Process processThatClaims() throws IOException, SQLException {
        try (var database = dataSource.getConnection()) {
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            ChildMains.ClaimsAndHangs.class.getName(),
                            database.getMetaData().getURL(),
                            database.getMetaData().getUserName(),
                            clock.instant().toString())
                    .redirectErrorStream(true)
                    .start();
            var said = process.inputReader().readLine();
            assertThat(said).isEqualTo("claimed employment 1");
            return process;
        }
    }

    @Test
    void forgetsAVersionThatVanished() {
        register(1, "models:/m-1", Path.of("/nowhere"));
        check();

        mlflow.delete("employment", 1);
        index.index(true);

        assertThat(store.find(FIRST)).isEmpty();
        assertThatThrownBy(() -> actors.asSystem(() -> parities.of(FIRST))).isInstanceOf(VersionNotFound.class);
    }

    @Test
    void checksANumberThatIsUsedAgainAnew() {
        register(1, "models:/m-1", Twins.folder("logistic"));
        check();

        mlflow.delete("employment", 1);
        register(1, "models:/m-2", Twins.folder("scaled"));

        assertThat(report(FIRST).state()).isEqualTo(ParityState.PENDING);
        assertThat(states(reader(team), List.of(FIRST))).containsEntry(FIRST, ParityState.PENDING);
        asSystem(parity::reconcile);
        check();
        assertThat(report(FIRST).state()).isEqualTo(ParityState.FAILED);
    }

    @Test
    void tellsNobodyOfVersionsOfOtherTeams() {
        register(1, "models:/m-1", Path.of("/nowhere"));
        check();
        var outsider = reader(TeamId.random());
        var unknown = new VersionRef("employment", "77");
        var noNumber = new VersionRef("employment", "latest");

        assertThat(states(reader(team), List.of(FIRST, unknown, noNumber)))
                .isEqualTo(Map.of(FIRST, ParityState.ABSENT));
        assertThat(states(outsider, List.of(FIRST))).isEmpty();
        assertThatThrownBy(() -> as(outsider, () -> parities.of(FIRST))).isInstanceOf(Forbidden.class);
    }

    private void register(int number, String source, Path folder) {
        mlflow.version("employment", number, source, folder);
        index.index(true);
        jdbc.sql("update experiments.registered_model set team_id = ?")
                .param(team.value())
                .update();
    }

    private void check() {
        asSystem(parity::checkAll);
        try (var left = Files.list(work)) {
            assertThat(left).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ParityReport report(VersionRef version) {
        return as(reader(team), () -> parities.of(version));
    }

    private Map<VersionRef, ParityState> states(Actor actor, List<VersionRef> versions) {
        return as(actor, () -> parities.states(versions));
    }

    private List<AuditEntry> entries(VersionRef version) {
        var filter = new AuditFilter(null, "version/" + version.model() + "/" + version.version(), null, null);
        return as(reader(team), () -> audit.find(filter, new PageQuery(0, 100)).items());
    }

    private void asSystem(Runnable work) {
        actors.asSystem(() -> {
            work.run();
            return true;
        });
    }

    private static Actor reader(TeamId team) {
        return new Actor(
                new UserId(UUID.randomUUID()),
                "ann",
                "Ann",
                null,
                EnumSet.allOf(Scope.class),
                Map.of(team, Set.of(Role.VIEWER)));
    }

    private static <T> T as(Actor actor, Supplier<T> work) {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(actor, null, List.of()));
        try {
            return work.get();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    @SpringBootApplication(scanBasePackages = "dev.slipway")
    static class Application {

        @Bean
        @Primary
        FakeTrackingServer fakeTrackingServer() {
            return new FakeTrackingServer();
        }

        @Bean
        MovedClock clock() {
            return new MovedClock();
        }

        @Bean
        Heard heard() {
            return new Heard();
        }
    }

    static class Heard {
        private final List<ParityChecked> events = new ArrayList<>();

        @EventListener
        void on(ParityChecked event) {
            events.add(event);
        }
    }

    /** Stands still until it is moved. */
    static final class MovedClock extends Clock {

        private Instant now = Instant.parse("2026-11-24T12:00:00Z");

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("always UTC");
        }
    }
}
