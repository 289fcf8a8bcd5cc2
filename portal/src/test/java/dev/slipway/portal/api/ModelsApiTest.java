package dev.slipway.portal.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.Caller;
import dev.slipway.portal.People;
import dev.slipway.portal.PortalTest;
import dev.slipway.security.Role;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import(People.class)
class ModelsApiTest {

    private final People people;
    private final int port;
    private final String model = "m" + UUID.randomUUID().toString().substring(0, 8);
    private Caller caller;

    @Autowired
    ModelsApiTest(People people, @LocalServerPort int port) {
        this.people = people;
        this.port = port;
        this.caller = Caller.browser(port);
    }

    @BeforeEach
    void forgeAStage(JdbcClient jdbc) {
        people.user("u-" + model, "workforce", Role.VIEWER);
        caller = Caller.with(port, people.token("u-" + model));
        jdbc.sql("insert into experiments.tracking_server values (1, 'default', '') on conflict do nothing")
                .update();
        jdbc.sql("""
                insert into experiments.registered_model
                    (server_id, name, team_id, description, creation_time, last_updated_time, tags)
                values (1, ?, ?, '', 1, 1, '{}')
                """).params(model, people.team("workforce").id().value()).update();
        version(jdbc, 1, "{}");
        version(jdbc, 2, "{\"slipway.stage\": \"Production\"}");
        jdbc.sql("""
                insert into deployments.stage_holder (id, model, stage, version, exclusive, kind, since)
                values (?, ?, 'Production', '1', true, 'ADOPTED', now())
                """).params(UUID.randomUUID(), model).update();
    }

    private void version(JdbcClient jdbc, int number, String tags) {
        jdbc.sql("""
                insert into experiments.model_version
                    (server_id, model, version, source, status, description, creation_time, last_updated_time, tags)
                values (1, ?, ?, 'models:/m-1', 'READY', '', 1, 1, ?::jsonb)
                """).params(model, number, tags).update();
    }

    @Test
    void takesTheStageFromItsHolderAndNotFromATagThatAnybodyMayWrite() {
        var address = "/api/v1/models/" + model;

        assertThat(caller.get(address).json().get("stages").get("Production").asString())
                .isEqualTo("1");
        var listed =
                caller.get("/api/v1/models?name=" + model).json().get("items").get(0);
        assertThat(listed.get("stages").get("Production").asString()).isEqualTo("1");
        assertThat(caller.get(address + "/versions/1").text("stage")).isEqualTo("Production");
        assertThat(caller.get(address + "/versions/2").json().get("stage").isNull())
                .isTrue();
        var versions = caller.get(address + "/versions").json().get("items");
        assertThat(versions.get(0).get("stage").isNull()).isTrue();
        assertThat(versions.get(1).get("stage").asString()).isEqualTo("Production");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "%2B1", "%D9%A1", "1%20", "3"})
    void knowsAVersionByItsPlainNumberOnly(String odd) {
        var address = "/api/v1/models/" + model + "/versions/";

        for (var path : new String[] {odd, odd + "/history", odd + "/diff/2", "2/diff/" + odd, odd + "/artifacts"}) {
            var answer = caller.get(address + path);
            assertThat(answer.status()).as(path + answer.body()).isEqualTo(404);
            assertThat(answer.text("code")).isEqualTo("version_not_found");
        }
    }
}
