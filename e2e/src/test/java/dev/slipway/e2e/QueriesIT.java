package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The same question to Slipway and to MLflow, two hundred times: the same runs in the same order. */
class QueriesIT {

    private static final int QUERIES = 200;
    private static final long SEED = 20261124;
    private static final List<String> COMPARATORS = List.of("=", "!=", ">", ">=", "<", "<=");

    private static final JsonMapper JSON = new JsonMapper();

    private final Demo demo = Demo.get();
    private final Api slipway = demo.as("viewer");
    private final Api mlflow = new Api(demo.mlflow(), null);
    private final Random random = new Random(SEED);

    @Test
    void answersAsMlflowDoesIdForId() {
        var experiments = experiments();
        var seen = runs(slipway, "/api/v1/runs/search", body(experiments, "", List.of(), "limit", 1000), "items");
        var differing = new ArrayList<String>();
        var nonEmpty = 0;

        for (var n = 0; n < QUERIES; n++) {
            var filter = filter(seen);
            var order = order(seen);
            var chosen =
                    random.nextInt(3) == 0 ? experiments : List.of(experiments.get(random.nextInt(experiments.size())));
            var answer = slipway.post("/api/v1/runs/search", body(chosen, filter, order, "limit", 50));
            assertThat(answer.status()).as(filter + order + answer.body()).isEqualTo(200);
            var ours = ids(answer.json().get("items"));
            var theirs = mlflowIds(body(chosen, filter, order, "max_results", 50));
            nonEmpty += theirs.isEmpty() ? 0 : 1;
            if (!ours.equals(theirs)) {
                differing.add(filter + " order by " + order + " in " + chosen + "\n  ours   " + ours + "\n  theirs "
                        + theirs);
            }
        }

        assertThat(differing).isEmpty();
        assertThat(nonEmpty).as("queries that find something").isGreaterThan(QUERIES / 3);
    }

    private List<String> experiments() {
        var ids = new ArrayList<String>();
        slipway.get("/api/v1/experiments")
                .json()
                .get("items")
                .forEach(e -> ids.add(e.get("experiment_id").asString()));
        return ids;
    }

    private static List<JsonNode> runs(Api api, String path, String body, String field) {
        var runs = new ArrayList<JsonNode>();
        api.post(path, body).json().get(field).forEach(runs::add);
        return runs;
    }

    private String filter(List<JsonNode> runs) {
        var clauses = new ArrayList<String>();
        for (var n = random.nextInt(4); n > 0; n--) {
            clauses.add(clause(runs.get(random.nextInt(runs.size()))));
        }
        return String.join(random.nextBoolean() ? " and " : " AND ", clauses);
    }

    private String clause(JsonNode run) {
        return switch (random.nextInt(7)) {
            case 0, 1 -> metric(run);
            case 2 -> text("params", run.get("params"));
            case 3 -> text("tags", run.get("tags"));
            case 4 ->
                "attributes.status " + pick(List.of("=", "!=")) + " '"
                        + run.get("status").asString() + "'";
            case 5 ->
                "attributes.run_name " + pick(List.of("LIKE", "ILIKE")) + " '"
                        + run.get("run_name").asString().charAt(0) + "%'";
            default -> "attributes.start_time " + pick(COMPARATORS) + " " + start(run);
        };
    }

    private String metric(JsonNode run) {
        var names = new ArrayList<>(run.get("metrics").propertyNames());
        if (names.isEmpty()) {
            return "metrics.accuracy >= 0";
        }
        var name = pick(names);
        return "metrics." + name + " " + pick(COMPARATORS) + " "
                + run.get("metrics").get(name).asString();
    }

    private String text(String kind, JsonNode values) {
        var names = values.propertyNames().stream()
                .filter(name -> !name.startsWith("mlflow."))
                .toList();
        if (names.isEmpty()) {
            return kind + ".model = 'logistic'";
        }
        var name = pick(names);
        var value = values.get(name).asString().replace("'", "");
        return switch (random.nextInt(4)) {
            case 0 -> kind + "." + name + " LIKE '" + value.substring(0, Math.min(3, value.length())) + "%'";
            case 1 -> kind + "." + name + " != '" + value + "'";
            case 2 -> kind + ".`" + name + "` ILIKE '%" + value.toUpperCase(java.util.Locale.ROOT) + "'";
            default -> kind + "." + name + " = '" + value + "'";
        };
    }

    /** Each key once: MLflow refuses a key that comes twice, and so do we. */
    private List<String> order(List<JsonNode> runs) {
        var keys = new LinkedHashSet<String>();
        for (var n = random.nextInt(3); n > 0; n--) {
            var run = runs.get(random.nextInt(runs.size()));
            var names = new ArrayList<>(run.get("metrics").propertyNames());
            var key = switch (random.nextInt(4)) {
                case 0 -> "attributes.start_time";
                case 1 -> "attributes.run_name";
                case 2 -> "params.model";
                default -> names.isEmpty() ? "metrics.accuracy" : "metrics." + pick(names);
            };
            keys.add(key);
        }
        return keys.stream()
                .map(key -> key + pick(List.of("", " ASC", " DESC")))
                .toList();
    }

    private static long start(JsonNode run) {
        return java.time.Instant.parse(run.get("start_time").asString()).toEpochMilli();
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private List<String> mlflowIds(String body) {
        var answer = mlflow.post("/api/2.0/mlflow/runs/search", body);
        assertThat(answer.status()).as(body + answer.body()).isEqualTo(200);
        var ids = new ArrayList<String>();
        answer.json()
                .path("runs")
                .forEach(run -> ids.add(run.get("info").get("run_id").asString()));
        return ids;
    }

    private static List<String> ids(JsonNode items) {
        var ids = new ArrayList<String>();
        items.forEach(item -> ids.add(item.get("run_id").asString()));
        return ids;
    }

    private static String body(
            List<String> experiments, String filter, List<String> order, String limitName, int limit) {
        Map<String, Object> body = new TreeMap<>();
        body.put("experiment_ids", experiments);
        body.put("filter", filter);
        body.put("order_by", order);
        body.put(limitName, limit);
        return JSON.writeValueAsString(body);
    }
}
