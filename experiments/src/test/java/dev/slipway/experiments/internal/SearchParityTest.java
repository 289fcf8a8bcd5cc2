package dev.slipway.experiments.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.experiments.InvalidFilter;
import dev.slipway.experiments.Runs.RunQuery;
import dev.slipway.experiments.Runs.RunRow;
import dev.slipway.experiments.filter.FilterTexts;
import dev.slipway.experiments.test.IndexTest;
import dev.slipway.experiments.test.MlflowRuns;
import dev.slipway.experiments.test.MlflowServer;
import dev.slipway.kernel.PageQuery;
import dev.slipway.security.Actor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The same searches by us and by a real MLflow over PostgreSQL: the same runs in the same order, page for page. */
@IndexTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchParityTest {

    private static final int RUNS = 90;
    private static final int QUERIES = Integer.getInteger("slipway.test.queries", 320);
    private static final int REFUSALS = 60;

    private final MlflowServer mlflow = MlflowServer.get();
    private final Random random = new Random(Long.getLong("slipway.test.seed", 25_000));
    private final SearchTexts texts = new SearchTexts(random);
    private final RunIndex index;
    private final Indexer indexer;
    private List<String> experiments = List.of();

    SearchParityTest(@Autowired RunIndex index, @Autowired Indexer indexer) {
        this.index = index;
        this.indexer = indexer;
    }

    @BeforeAll
    void fill() {
        var writer = new MlflowRuns(mlflow);
        experiments = IntStream.range(0, 3)
                .mapToObj(i -> writer.experiment("parity", Map.of()))
                .toList();
        // one after another: MLflow refuses a data set that two runs log at the same moment
        var ids = IntStream.range(0, RUNS)
                .mapToObj(i -> texts.fill(writer.aRun(experiments.get(i % 3)), new Random(i)))
                .toList();
        texts.knowRuns(ids);
        indexer.tick();
    }

    @Test
    void findsTheSameRunsInTheSameOrder() {
        var differences = new ArrayList<String>();
        var empty = 0;
        for (var i = 0; i < QUERIES; i++) {
            var query = new RunQuery(someExperiments(), texts.filter(), texts.orderBy());
            var limit = 20 + random.nextInt(60);
            var theirs = mlflowPages(query, limit);
            var ours = ourPages(query, limit);
            empty += theirs.getFirst().isEmpty() ? 1 : 0;
            if (!ours.equals(theirs)) {
                differences.add("%s%n    ours   %s%n    theirs %s".formatted(query, ours, theirs));
            }
        }
        assertThat(differences).isEmpty();
        assertThat(empty).as("queries that find nothing").isLessThan(QUERIES / 3);
    }

    @Test
    void refusesWhatMlflowRefuses() {
        var wild = new FilterTexts(random);
        for (var i = 0; i < REFUSALS; i++) {
            var query = i % 2 == 0
                    ? new RunQuery(experiments, wild.filter(), List.of())
                    : new RunQuery(experiments, "", List.of(wild.order()));
            assertThat(ourStatus(query)).as(query.toString()).isEqualTo(mlflowStatus(query));
        }
    }

    @Test
    void holdsEveryRunAsMlflowTellsIt() {
        var theirs = new HashMap<String, JsonNode>();
        search(new RunQuery(experiments, "", List.of()), 1000, "")
                .path("runs")
                .forEach(run -> theirs.put(run.path("info").path("run_id").asString(), run));

        var ours = index.search(new RunQuery(experiments, "", List.of()), PageQuery.first(1000), Actor.SYSTEM);

        assertThat(ours.total()).isEqualTo(RUNS);
        for (var run : ours.items()) {
            assertSame(run, Objects.requireNonNull(theirs.get(run.runId())));
        }
        assertThat(ours.items()).anyMatch(run -> run.metrics().containsValue(Double.NaN));
        assertThat(ours.items()).anyMatch(run -> run.metrics().containsValue(Double.MAX_VALUE));
    }

    private static void assertSame(RunRow ours, JsonNode theirs) {
        var info = theirs.path("info");
        assertThat(ours.runName()).isEqualTo(info.path("run_name").asString());
        assertThat(ours.status().name()).isEqualTo(info.path("status").asString());
        assertThat(ours.userId()).isEqualTo(info.path("user_id").asString(""));
        var data = theirs.path("data");
        assertThat(ours.params()).isEqualTo(pairs(data.path("params")));
        assertThat(ours.tags()).isEqualTo(pairs(data.path("tags")));
        var metrics = new LinkedHashMap<String, Double>();
        data.path("metrics")
                .forEach(metric -> metrics.put(metric.path("key").asString(), number(metric.path("value"))));
        assertThat(ours.metrics()).isEqualTo(metrics);
    }

    private static double number(JsonNode value) {
        return value.isString() ? Double.parseDouble(value.asString()) : value.asDouble();
    }

    private static Map<String, String> pairs(JsonNode array) {
        var pairs = new LinkedHashMap<String, String>();
        array.forEach(pair ->
                pairs.put(pair.path("key").asString(), pair.path("value").asString("")));
        return pairs;
    }

    private List<String> someExperiments() {
        return switch (random.nextInt(4)) {
            case 0 -> experiments;
            case 1 -> experiments.subList(1, 3);
            case 2 -> List.of(experiments.getFirst());
            default -> List.of(experiments.getLast(), "999999");
        };
    }

    private List<List<String>> ourPages(RunQuery query, int limit) {
        var pages = new ArrayList<List<String>>();
        var total = 0L;
        do {
            var page = index.search(query, new PageQuery((long) pages.size() * limit, limit), Actor.SYSTEM);
            pages.add(page.items().stream().map(RunRow::runId).toList());
            total = page.total();
        } while ((long) pages.size() * limit < total);
        assertThat(pages.stream().mapToLong(List::size).sum()).as("total").isEqualTo(total);
        return pages;
    }

    private List<List<String>> mlflowPages(RunQuery query, int limit) {
        var pages = new ArrayList<List<String>>();
        var token = "";
        do {
            var answer = search(query, limit, token);
            pages.add(answer.path("runs")
                    .valueStream()
                    .map(run -> run.path("info").path("run_id").asString())
                    .toList());
            token = answer.path("next_page_token").asString("");
        } while (!token.isEmpty());
        return pages;
    }

    private JsonNode search(RunQuery query, int limit, String token) {
        return mlflow.post("runs/search", body(query, limit, token));
    }

    private static Map<String, Object> body(RunQuery query, int limit, String token) {
        return Map.of(
                "experiment_ids",
                query.experimentIds(),
                "filter",
                query.filter(),
                "order_by",
                query.orderBy(),
                "max_results",
                limit,
                "page_token",
                token);
    }

    private int mlflowStatus(RunQuery query) {
        return mlflow.send("POST", "runs/search", body(query, 5, "")).status();
    }

    private int ourStatus(RunQuery query) {
        try {
            index.search(query, PageQuery.first(5), Actor.SYSTEM);
            return 200;
        } catch (InvalidFilter refusal) {
            return refusal.kind().status();
        }
    }
}
