package dev.slipway.portal.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.Caller;
import dev.slipway.portal.People;
import dev.slipway.portal.PortalTest;
import dev.slipway.portal.RawCall;
import dev.slipway.security.Role;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is sent, the API answers with a problem that names the field and the fix, and writes nothing. */
@PortalTest
@Import(People.class)
class BadInputApiTest {

    private static final String TOKENS = "/api/v1/tokens";

    private final People people;
    private final int port;
    private final String name = "u" + UUID.randomUUID().toString().substring(0, 8);
    private Caller caller;
    private String token = "";

    @Autowired
    BadInputApiTest(People people, @LocalServerPort int port) {
        this.people = people;
        this.port = port;
        this.caller = Caller.browser(port);
    }

    @BeforeEach
    void signIn() {
        people.user(name, "workforce", Role.ADMIN);
        token = people.token(name);
        caller = Caller.with(port, token);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\": 1, \"scopes\": [\"read\"]} | /name",
                "{\"name\": true, \"scopes\": [\"read\"]} | /name",
                "{\"name\": {}, \"scopes\": [\"read\"]} | /name",
                "{\"name\": [\"ci\"], \"scopes\": [\"read\"]} | /name",
                "{\"name\": \"a\\u0000b\", \"scopes\": [\"read\"]} | /name",
                "{\"name\": \"\\ud800\", \"scopes\": [\"read\"]} | /name",
                "{\"name\": \"ci\", \"scopes\": \"read\"} | /scopes",
                "{\"name\": \"ci\", \"scopes\": {\"a\": 1}} | /scopes",
                "{\"name\": \"ci\", \"scopes\": [null]} | /scopes/0",
                "{\"name\": \"ci\", \"scopes\": [1]} | /scopes/0",
                "{\"name\": \"ci\", \"scopes\": [\"read\"], \"expires_at\": 1900000000} | /expires_at",
                "{\"name\": \"ci\", \"scopes\": [\"read\"], \"expires_at\": \"tomorrow\"} | /expires_at",
                "{\"name\": \"ci\", \"scopes\": [\"read\"], \"expires_at\": \"+1000000000-12-31T23:59:59Z\"} | /expires_at",
                "{\"name\": \"ci\", \"scopes\": [\"read\"], \"a/b\": 1} | /a~1b",
                "{\"name\": \"ci\", \"name\": \"cd\", \"scopes\": [\"read\"]} | ``",
                "null | ``",
                "{} {} | ``"
            })
    void namesTheFieldOfAnotherType(String body, String pointer) {
        var answer = caller.post(TOKENS, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("malformed_body");
        assertThat(answer.json().get("errors").get(0).get("pointer").asString()).isEqualTo(pointer);
        assertThat(caller.get(TOKENS).json().get("total").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"experiment_ids\": [null]}",
                "{\"experiment_ids\": [\"\\u0000\"]}",
                "{\"experiment_ids\": [1]}",
                "{\"order_by\": [null]}",
                "{\"filter\": 1}",
                "{\"limit\": \"5\"}",
                "{\"limit\": \" \"}",
                "{\"limit\": 1.5}",
                "{\"limit\": 99999999999}",
                "{\"page_token\": []}"
            })
    void refusesASearchOfAnotherType(String body) {
        var answer = caller.post("/api/v1/runs/search", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().get("errors")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "filter, 101 comparisons, /filter, a filter has at most 100 comparisons",
        "filter, 100001 characters, /filter, a filter has at most 100000 characters",
        "order_by, 21 keys, /order_by/20, runs are sorted by at most 20 keys"
    })
    void refusesASearchThatTakesTooLong(String field, String what, String pointer, String sentence) {
        var count = Integer.parseInt(what.split(" ")[0]);
        var value = switch (what.split(" ")[1]) {
            case "comparisons" -> "\"" + "status = 'x' and ".repeat(count) + "\"";
            case "keys" ->
                IntStream.range(0, count)
                        .mapToObj(i -> "\"metrics.m" + i + "\"")
                        .toList()
                        .toString();
            default -> "\"" + "x".repeat(count) + "\"";
        };

        var answer = caller.post("/api/v1/runs/search", "{\"" + field + "\": " + value + "}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("invalid_filter");
        assertThat(answer.text("detail")).contains(sentence);
        assertThat(answer.json().get("errors").get(0).get("pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void namesAllFieldsThatAreMissing() {
        people.user("ds-" + name, "workforce", Role.DATA_SCIENTIST);
        var scientist = Caller.with(port, people.token("ds-" + name));

        var answer = scientist.post("/api/v1/promotions", "{\"version\": \"1\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("detail")).startsWith("model, target_stage, reason are missing.");
        assertThat(answer.json()
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("pointer").asString()))
                .containsExactly("/model", "/target_stage", "/reason");
    }

    @Test
    void looksForTheVersionBeforeOtherFields() {
        people.user("ds-" + name, "workforce", Role.DATA_SCIENTIST);
        var scientist = Caller.with(port, people.token("ds-" + name));

        var answer = scientist.post("/api/v1/promotions", "{\"model\": \"x\", \"version\": \"1\"}");

        assertThat(answer.text("code")).isEqualTo("model_not_found");
        assertThat(caller.post("/api/v1/promotions", "{\"model\": \"x\", \"version\": 1}")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "bogus"})
    void takesNothingButJson(String type) {
        var answer = call("POST " + TOKENS, type, "{\"name\": \"ci\", \"scopes\": [\"read\"]}");

        assertThat(answer.status()).isEqualTo(415);
        assertProblem(answer, "not_json");
    }

    @Test
    void takesABodyOfAMegabyte() {
        var answer = caller.post(TOKENS, "{\"name\": \"" + "x".repeat(1 << 20) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text("code")).isEqualTo("body_too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "image/png", "bogus"})
    void answersJsonAndDoesTheWriteOnceWhateverIsPreferred(String accepted) {
        var answer =
                caller.post(TOKENS, "{\"name\": \"" + accepted + "\", \"scopes\": [\"read\"]}", "Accept", accepted);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("token")).startsWith("slp_");
        assertThat(caller.get("/api/v1/nonsense", "Accept", accepted).text("code"))
                .isEqualTo("path_not_found");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/audit?actor=%00, 422, invalid_field",
        "/api/v1/models?name=%00, 422, invalid_field",
        "/api/v1/models?name=%ff, 400, malformed_parameter",
        "/api/v1/models?name=%ed%a0%80, 400, malformed_parameter",
        "/api/v1/audit?from=2026-11-24, 400, malformed_parameter",
        "/api/v1/audit?from=%2B1000000000-12-31T23:59:59Z, 400, malformed_parameter",
        "/api/v1/audit?to=-4713-01-01T00:00:00Z, 400, malformed_parameter",
        "/api/v1/promotions?waiting_for_me=perhaps, 400, malformed_parameter",
        "/api/v1/promotions?state=LOST, 422, invalid_field",
        "/api/v1/teams?limit=0, 422, invalid_field",
        "/api/v1/teams/rules?limit=1001, 422, invalid_field",
        "/api/v1/tokens?page_token=zzz, 400, invalid_page_token",
        "/api/v1/policies?limit=-1, 422, invalid_field",
        "/api/v1/models/a%2Fb, 404, model_not_found",
        "/api/v1/models/a%25b, 404, model_not_found",
        "/api/v1/runs/a%2Fb/metrics/loss%2Ftrain, 404, run_not_found",
        "/api/v1/runs/a/metrics, 404, path_not_found",
        "/api/v1/runs/a/metrics/, 404, path_not_found",
        "/api/v1/models/a;b, 400, bad_request",
        "/api/v1/models/a%0Ab, 400, bad_request",
        "/api/v1/models//b, 404, path_not_found",
        "/api/v1/../v1/models, 400, bad_request",
        "/api/v1/models/%00, 400, bad_request",
        "/api/v1/models/%ff, 400, bad_request",
        "/api/v1/models/a%5Cb, 404, model_not_found",
        "/api/v1/models/a%3Bb, 404, model_not_found",
        "/api/v1/models/a;b%3Bc, 400, bad_request",
        "/api/v1/models/a|b, 400, bad_request",
        "/api/a%2Fb, 400, bad_request",
        "/api, 404, path_not_found"
    })
    void refusesAnAddressWithAProblem(String address, int status, String code) {
        var answer = call("GET " + address, null, "");

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertProblem(answer, code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "FOO", "PATCH", "DELETE"})
    void refusesAMethodWithAProblem(String method) {
        var answer = call(method + " /api/v1/experiments", null, "");

        assertThat(answer.status()).isIn(400, 405);
        assertProblem(answer, answer.status() == 405 ? "method_not_allowed" : "bad_request");
    }

    @Test
    void saysWhichMethodsThereAre() {
        var answer = caller.delete("/api/v1/experiments");

        assertThat(answer.header("Allow")).contains("GET");
        assertThat(answer.text("detail")).isEqualTo("DELETE is not possible here. Use GET.");
    }

    @Test
    void pagesShortListsToo() {
        for (var number : List.of(1, 2, 3)) {
            caller.post(TOKENS, "{\"name\": \"t%d\", \"scopes\": [\"read\"]}".formatted(number));
        }

        var first = caller.get(TOKENS + "?limit=3").json();
        var second = caller.get(TOKENS + "?limit=3&page_token="
                        + first.get("next_page_token").asString())
                .json();

        assertThat(first.get("items")).hasSize(3);
        assertThat(second.get("items")).hasSize(1);
        assertThat(second.get("next_page_token").isNull()).isTrue();
        assertThat(second.get("total").asInt()).isEqualTo(4);
    }

    @Test
    void knowsNoSuchRule() {
        var answer = caller.delete("/api/v1/teams/rules/4711");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("code")).isEqualTo("rule_not_found");
    }

    private RawCall.Answer call(String line, @Nullable String type, String body) {
        return RawCall.to(port, line, token, type, body);
    }

    private static void assertProblem(RawCall.Answer answer, String code) {
        assertThat(answer.type()).startsWith("application/problem+json");
        var json = new JsonMapper().readTree(answer.body());
        assertThat(json.get("code").asString()).isEqualTo(code);
        assertThat(json.get("detail").asString()).isNotBlank();
        assertThat(json.has("errors")).isTrue();
    }
}
