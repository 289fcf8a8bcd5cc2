package dev.slipway.portal.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.Caller;
import dev.slipway.portal.PortalTest;
import dev.slipway.portal.demo.LoginFile.Login;
import dev.slipway.security.Ownership;
import dev.slipway.security.SignIns;
import dev.slipway.security.SignIns.Outcome.Admitted;
import dev.slipway.security.Teams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@PortalTest
class DemoLoginsTest {

    @TempDir
    private static Path folder;

    private final DemoLogins demo;
    private final Ownership ownership;
    private final Teams teams;
    private final SignIns signIns;
    private final int port;

    @Autowired
    DemoLoginsTest(DemoLogins demo, Ownership ownership, Teams teams, SignIns signIns, @LocalServerPort int port) {
        this.demo = demo;
        this.ownership = ownership;
        this.teams = teams;
        this.signIns = signIns;
        this.port = port;
    }

    @DynamicPropertySource
    static void logins(DynamicPropertyRegistry properties) {
        properties.add("slipway.demo.logins", () -> file().toString());
    }

    @Test
    void writesAFileForItsOwnerOnly() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(logins().keySet())
                .containsExactlyInAnyOrder("viewer", "data_scientist", "ml_engineer", "manager", "admin", "outsider");
    }

    @ParameterizedTest
    @EnumSource
    void givesEverybodyAPasswordAndATokenThatWork(Cast person) {
        var login = login(person);

        assertThat(signIns.attempt(login.username(), login.password(), "test")).isInstanceOf(Admitted.class);
        var account = Caller.with(port, login.token()).get("/api/v1/account").json();
        assertThat(account.get("display_name").asString()).isEqualTo(person.displayName());
        var memberships = account.get("roles")
                .valueStream()
                .map(row -> row.get("role").asString() + "@" + row.get("team").asString())
                .toList();
        assertThat(memberships)
                .containsExactlyInAnyOrderElementsOf(person.teams().stream()
                        .map(team -> person.username().replace("outsider", "data_scientist") + "@" + team)
                        .toList());
    }

    @Test
    void givesATokenTheScopesOfTheRole() {
        assertThat(Cast.VIEWER.scopes().stream().map(Enum::name)).doesNotContain("APPROVE");
        assertThat(Cast.ML_ENGINEER.scopes().stream().map(Enum::name)).contains("READ", "WRITE", "APPROVE", "PREDICT");
    }

    @Test
    void givesANewExperimentToADemoTeam() {
        var owner = ownership.rules().teamOf("experiment", "something new", Map.of());

        assertThat(teams.names(Set.of(owner.orElseThrow())).values()).containsExactly("workforce");
    }

    @Test
    void keepsEverythingAtTheSecondStart() throws IOException {
        var before = Files.readString(file());

        demo.run(new DefaultApplicationArguments());

        assertThat(Files.readString(file())).isEqualTo(before);
    }

    @Test
    void makesNewSecretsWhenTheFileIsGone(JdbcClient jdbc) throws IOException {
        var before = login(Cast.VIEWER);
        var people = count(jdbc);
        Files.delete(file());

        demo.run(new DefaultApplicationArguments());

        var after = login(Cast.VIEWER);
        assertThat(after.password()).isNotEqualTo(before.password());
        assertThat(Caller.with(port, after.token()).get("/api/v1/experiments").status())
                .isEqualTo(200);
        assertThat(count(jdbc)).isEqualTo(people);
    }

    @Test
    void doesNotStumbleOverADamagedFile() throws IOException {
        Files.writeString(file(), "{\"viewer\": ");

        demo.run(new DefaultApplicationArguments());

        assertThat(logins()).hasSize(Cast.values().length);
    }

    private static long count(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from security.app_user")
                .query(Long.class)
                .single();
    }

    private static Path file() {
        return folder.resolve("logins.json");
    }

    private static Map<String, Login> logins() {
        return new LoginFile(file()).read();
    }

    private static Login login(Cast person) {
        var login = logins().get(person.username());
        return login == null ? new Login("", "", "") : login;
    }
}
