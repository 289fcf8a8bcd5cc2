package dev.slipway.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.Caller;
import dev.slipway.portal.People;
import dev.slipway.portal.PortalTest;
import dev.slipway.security.Role;
import dev.slipway.security.Scope;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import(People.class)
class IdempotencyTest {

    private static final String TOKENS = "/api/v1/tokens";
    private static final String BODY = "{\"name\": \"ci\", \"scopes\": [\"read\"]}";

    private final People people;
    private final int port;
    private final String key = UUID.randomUUID().toString();
    private final String name = "u" + key.substring(0, 8);
    private Caller caller;

    @Autowired
    IdempotencyTest(People people, @LocalServerPort int port) {
        this.people = people;
        this.port = port;
        this.caller = Caller.browser(port);
    }

    @BeforeEach
    void signIn() {
        people.user(name, "workforce", Role.VIEWER);
        caller = Caller.with(port, people.token(name));
    }

    @Test
    void answersTheSameWriteAsTheFirstTime() {
        var first = caller.post(TOKENS, BODY, "Idempotency-Key", key);
        var second = caller.post(TOKENS, BODY, "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(count("ci")).isEqualTo(1);
    }

    @Test
    void doesItTwiceWithoutAKey() {
        caller.post(TOKENS, BODY);
        caller.post(TOKENS, BODY);

        assertThat(count("ci")).isEqualTo(2);
    }

    @Test
    void refusesTheKeyWithAnotherBody() {
        caller.post(TOKENS, BODY, "Idempotency-Key", key);

        var other = caller.post(TOKENS, "{\"name\": \"other\", \"scopes\": [\"read\"]}", "Idempotency-Key", key);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text("code")).isEqualTo("idempotency_key_reused");
    }

    @Test
    void keepsTheKeysOfPeopleApart() {
        people.user("other-" + name, "workforce", Role.VIEWER);
        var other = Caller.with(port, people.token("other-" + name));
        caller.post(TOKENS, BODY, "Idempotency-Key", key);

        assertThat(other.post(TOKENS, BODY, "Idempotency-Key", key).header("Idempotency-Replayed"))
                .isEmpty();
    }

    @Test
    void givesOneTokensAnswerToNoOther() {
        var reading = Caller.with(port, people.token(name, Set.of(Scope.READ)).token());
        caller.post(TOKENS, BODY, "Idempotency-Key", key);

        var refused = reading.post(TOKENS, BODY, "Idempotency-Key", key);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).doesNotContain("\"token\"");
    }

    @Test
    void remembersARefusalToo() {
        var wrong = "{\"name\": \"\", \"scopes\": [\"read\"]}";
        assertThat(caller.post(TOKENS, wrong, "Idempotency-Key", key).status()).isEqualTo(422);

        var again = caller.post(TOKENS, wrong, "Idempotency-Key", key);

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void writesOnceHoweverManyComeAtOnce() throws InterruptedException {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = pool.invokeAll(IntStream.range(0, 8)
                    .<java.util.concurrent.Callable<Integer>>mapToObj(i -> () ->
                            caller.post(TOKENS, BODY, "Idempotency-Key", key).status())
                    .toList());

            assertThat(answers).allSatisfy(answer -> assertThat(answer.get()).isIn(201, 409));
            assertThat(answers).anySatisfy(answer -> assertThat(answer.get()).isEqualTo(201));
        }
        assertThat(count("ci")).isEqualTo(1);
    }

    @Test
    void keepsNoSecretReadableInTheDatabase(JdbcClient jdbc) {
        var token = caller.post(TOKENS, BODY, "Idempotency-Key", key).text("token");

        var answers = jdbc.sql("select answer from portal.idempotent_request")
                .query((row, n) -> new String(row.getBytes("answer"), StandardCharsets.ISO_8859_1))
                .list();

        assertThat(answers).isNotEmpty().noneMatch(answer -> answer.contains(token));
    }

    @Test
    void forgetsAfterADay(JdbcClient jdbc) {
        caller.post(TOKENS, BODY, "Idempotency-Key", key);
        jdbc.sql("update portal.idempotent_request set started_at = started_at - interval '25 hours'")
                .update();

        var later = caller.post(TOKENS, BODY, "Idempotency-Key", key);

        assertThat(later.header("Idempotency-Replayed")).isEmpty();
        assertThat(count("ci")).isEqualTo(2);
    }

    @Test
    void refusesAKeyItCannotKeep() {
        var answer = caller.post(TOKENS, BODY, "Idempotency-Key", "with blank");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("malformed_idempotency_key");
    }

    private long count(String token) {
        return caller.get(TOKENS)
                .json()
                .get("items")
                .valueStream()
                .filter(row -> row.get("name").asString().equals(token))
                .count();
    }
}
