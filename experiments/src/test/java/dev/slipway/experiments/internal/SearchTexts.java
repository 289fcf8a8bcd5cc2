package dev.slipway.experiments.internal;

import dev.slipway.experiments.test.MlflowRuns.RunBuilder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs with odd keys and values, and filters and orders that find some of them. */
final class SearchTexts {

    private static final long START = 1_700_000_000_000L;

    private static final List<String> METRICS =
            List.of("accuracy", "loss", "f1", "a b", "val/f1", "m.x.y", "präzision");
    private static final List<Double> NUMBERS = List.of(
            0.0,
            -0.0,
            0.1,
            0.25,
            0.5,
            0.5,
            0.75,
            0.9,
            1.0,
            -1.0,
            -0.5,
            1e-300,
            1e300,
            Double.NaN,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            3.0,
            0.1 + 0.2);
    private static final List<String> PARAMS = List.of("model", "lr", "max depth", "opt.beta", "naïve", "order");
    private static final List<String> TAGS = List.of("team", "stage", "mlflow.note.content", "my-tag", "日本");
    private static final List<String> VALUES = List.of(
            "logistic",
            "Logistic",
            "LOGISTIC",
            "forest",
            "tree",
            "Tree",
            "tree 2",
            "tree_2",
            "treeX2",
            "10",
            "9",
            "1e-3",
            "0.001",
            "it's",
            "it''s",
            "say \"hi\"",
            "100%",
            "a\\b",
            "ä",
            "a",
            "z",
            "Z",
            "_x",
            "-x",
            " x",
            "x ",
            "é",
            "e",
            "日本",
            "Ω",
            "",
            "a and b",
            "😀",
            "ß",
            "ss");
    private static final List<String> STATUSES =
            List.of("FINISHED", "FINISHED", "FAILED", "KILLED", "RUNNING", "SCHEDULED");
    private static final List<String> USERS = List.of("ada", "Ada", "bob", "zoë");
    private static final List<String> NAMES = List.of("run-1", "run_2", "Run-1", "träning", "bold-fox-7");
    private static final List<String> PATTERNS = List.of(
            "%",
            "l%",
            "L%",
            "%e%",
            "tree_2",
            "tree\\_2",
            "100\\%",
            "%\\\\%",
            "_",
            "__",
            "%ä%",
            "%Ä%",
            "É",
            "%S",
            "it's",
            "%'%");

    private final Random random;
    private List<String> runIds = List.of();

    SearchTexts(Random random) {
        this.random = random;
    }

    void knowRuns(List<String> ids) {
        runIds = ids;
    }

    String fill(RunBuilder run, Random dice) {
        run.named(any(NAMES, dice)).by(any(USERS, dice)).startedAt(START + dice.nextInt(12) * 1000L);
        var status = any(STATUSES, dice);
        run.ended(status, status.equals("RUNNING") ? null : START + dice.nextInt(8) * 10_000L);
        METRICS.stream().filter(key -> dice.nextInt(3) > 0).forEach(key -> run.metric(key, any(NUMBERS, dice)));
        PARAMS.stream().filter(key -> dice.nextInt(3) > 0).forEach(key -> run.param(key, any(VALUES, dice)));
        TAGS.stream().filter(key -> dice.nextInt(3) > 0).forEach(key -> run.tag(key, any(VALUES, dice)));
        if (dice.nextBoolean()) {
            run.dataset("census-" + dice.nextInt(3), "d" + dice.nextInt(3), dice.nextBoolean() ? "training" : "eval");
        }
        if (dice.nextInt(4) == 0) {
            run.dataset("extra", "d9", "eval");
        }
        if (dice.nextInt(3) == 0) {
            run.dataset("bare", "d8", Map.of());
        }
        return run.create();
    }

    String filter() {
        return IntStream.range(0, random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(10) / 6)
                .mapToObj(i -> comparison())
                .collect(Collectors.joining(random.nextBoolean() ? " and " : " AND "));
    }

    private String comparison() {
        return switch (random.nextInt(7)) {
            case 0, 1 ->
                "metrics." + quoted(any(METRICS)) + " " + any(List.of("=", "!=", "<", "<=", ">", ">=")) + " "
                        + number();
            case 2, 3 -> text("params." + quoted(any(PARAMS)));
            case 4 -> text("tags." + quoted(any(TAGS)));
            case 5 -> attribute();
            default -> dataset();
        };
    }

    private String number() {
        var number = any(NUMBERS);
        return Double.isFinite(number)
                ? String.valueOf(number).replace("E+", "E")
                : number > 0 ? "1.7976931348623157e308" : "-1e308";
    }

    private String text(String key) {
        return switch (random.nextInt(5)) {
            case 0 -> key + (random.nextBoolean() ? " IS NULL" : " is not null");
            case 1 -> key + " LIKE " + value(any(PATTERNS));
            case 2 -> key + " ilike " + value(any(PATTERNS));
            case 3 -> key + " = " + value(any(VALUES));
            default -> key + " != " + value(any(VALUES));
        };
    }

    private String attribute() {
        return switch (random.nextInt(7)) {
            case 0 ->
                "status " + any(List.of("=", "!=", "LIKE", "ILIKE")) + " '"
                        + any(List.of("FINISHED", "RUNNING", "finished", "F%")) + "'";
            case 1 ->
                "attributes.start_time " + any(List.of("=", "!=", "<", "<=", ">", ">=")) + " "
                        + (START + random.nextInt(12) * 1000L);
            case 2 -> "end_time " + any(List.of("=", "!=", "<", ">=")) + " " + (START + random.nextInt(8) * 10_000L);
            case 3 ->
                "run_id " + any(List.of("IN", "NOT IN")) + " ("
                        + runIds.stream()
                                .filter(id -> random.nextInt(4) == 0)
                                .map(id -> "'" + id + "'")
                                .collect(Collectors.joining(", ", "'none', ", ""))
                                .replaceAll(", $", "")
                        + ")";
            case 4 ->
                "run_name " + any(List.of("=", "!=", "LIKE", "ILIKE")) + " '"
                        + any(List.of("run-1", "run%", "TRÄ%", "nobody")) + "'";
            case 5 -> "attr.user_id " + any(List.of("=", "!=", "ILIKE")) + " '" + any(USERS) + "'";
            default -> "artifact_uri LIKE '%artifacts'";
        };
    }

    private String dataset() {
        return switch (random.nextInt(6)) {
            case 0 -> "datasets.name = 'census-1'";
            case 1 -> "dataset.digest IN ('d0', 'd9')";
            case 2 -> "datasets.context " + any(List.of("=", "!=", "LIKE")) + " 'eval'";
            case 3 -> "datasets.context " + any(List.of("= ''", "!= 'nowhere'", "LIKE '%'", "ILIKE '%A%'"));
            case 4 -> "datasets.context NOT IN ('eval', 'nowhere')";
            default -> "datasets.name NOT IN ('extra', 'census-0')";
        };
    }

    /** Up to three keys, none twice. */
    List<String> orderBy() {
        var keys = new LinkedHashSet<String>();
        IntStream.range(0, random.nextInt(4)).forEach(i -> keys.add(orderKey()));
        return new ArrayList<>(keys.stream()
                .map(key -> key + any(List.of("", " ASC", " DESC", " desc")))
                .toList());
    }

    private String orderKey() {
        return switch (random.nextInt(4)) {
            case 0 -> "metrics." + quoted(any(METRICS));
            case 1 -> "params." + quoted(any(PARAMS));
            case 2 -> "tags." + quoted(any(TAGS));
            default ->
                any(List.of("status", "start_time", "end_time", "run_name", "user_id", "run_id", "artifact_uri"));
        };
    }

    private static String quoted(String key) {
        return key.matches("[a-z0-9_.]+") ? key : "`" + key + "`";
    }

    private static String value(String text) {
        return text.contains("'") ? "\"" + text.replace("\"", "") + "\"" : "'" + text + "'";
    }

    private <T> T any(List<T> pieces) {
        return any(pieces, random);
    }

    private static <T> T any(List<T> pieces, Random dice) {
        return pieces.get(dice.nextInt(pieces.size()));
    }
}
