package dev.slipway.experiments.filter;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Makes filter and order texts out of pieces that fit and, now and then, pieces that do not.
 *
 * <p>Left out is where sqlparse, under MLflow's parser, decides by accident: a key that begins with a digit and is not
 * quoted, a missing {@code and} next to a list, a list after LIKE, and in an order reserved words and quotes inside quotes.
 */
public final class FilterTexts {

    private static final List<String> KINDS = List.of(
            "metrics",
            "metric",
            "params",
            "param",
            "parameter",
            "parameters",
            "tags",
            "tag",
            "attributes",
            "attribute",
            "attr",
            "run",
            "dataset",
            "datasets",
            "`params`",
            "\"tags\"",
            "Metrics",
            "foo");
    private static final List<String> KEYS = List.of(
            "accuracy",
            "lr",
            "f1",
            "val_loss",
            "max",
            "count",
            "order",
            "type",
            "null",
            "from",
            "in",
            "case",
            "as",
            "é",
            "日本",
            "`a b`",
            "\"a b\"",
            "'a b'",
            "'accuracy'",
            "`a.b`",
            "\"a.b\"",
            "a.b.c",
            "mlflow.source.name",
            "a-b",
            "a/b",
            "`a-b`",
            "`a/b`",
            "\"it's\"",
            "`say \"hi\"`",
            "a$b",
            "a:b",
            "a_b",
            "_x",
            "x1.y2",
            "`日本 語`",
            "timestamp");
    private static final List<String> ATTRIBUTES = List.of(
            "status",
            "start_time",
            "end_time",
            "run_name",
            "run_id",
            "user_id",
            "artifact_uri",
            "created",
            "Created",
            "`run name`",
            "\"Run Name\"",
            "lifecycle_stage",
            "name",
            "duration",
            "experiment_id",
            "attributes.status",
            "attr.`end_time`",
            "run.run_name",
            "attributes.\"run_id\"",
            "attribute.created",
            "Status");
    private static final List<String> DATASET_KEYS = List.of("name", "digest", "context", "`name`", "source_type");
    private static final List<String> SIGNS = List.of(
            "=",
            "!=",
            "<",
            "<=",
            ">",
            ">=",
            "LIKE",
            "like",
            "ILIKE",
            "ilike",
            "IN",
            "in",
            "NOT IN",
            "not  in",
            "IS NULL",
            "is null",
            "IS NOT NULL",
            "is not null",
            "IS  NOT  NULL",
            "is  null",
            "==",
            "<>",
            "=<",
            "=>",
            "!",
            "~",
            "not like",
            "between",
            "is");
    private static final List<String> TEXT_VALUES = List.of(
            "'x'",
            "\"x\"",
            "''",
            "'it''s'",
            "'say \"hi\"'",
            "\"it's\"",
            "'%x_'",
            "'a and b'",
            "'é'",
            "'0.1'",
            "'x\ny'",
            "'a;b'",
            "'a\\\\'");
    private static final List<String> NUMBERS =
            List.of("0", "1", "-1", "0.5", ".5", "-.5", "5.", "1e5", "1E-3", "007", "1690000000000", "1e400");
    private static final List<String> LISTS = List.of(
            "('a')", "('a','b')", "(\"a\", 'b')", "('a',)", "()", "('a',,'b')", "(1)", "('a' 1)", "(a)", "( 'a' )");
    private static final List<String> WRONG_VALUES = List.of(
            "x", "`x`", "'x", "\"x", "1e+5", "+1", "- 1", "1_000", "NaN", "inf", "true", "null", "%s", "?", "'x'.y",
            "\"x\".y", "1.5.2", "x'", "1a", "");
    private static final List<String> JOINTS = List.of(
            " and ", " AND ", "  And\t", " and\n", " and ", " and ", " or ", ", ", "; ", " and and ", " and not ");
    private static final List<String> ENDS = List.of("", "", "", "", "", "", " ", " and", ";", " -- c", ")", " x");
    private static final List<String> DIRECTIONS = List.of(
            "",
            " ASC",
            " DESC",
            " asc",
            " desc",
            " Desc",
            "  DESC",
            " DESC ",
            " descending",
            " DESC NULLS LAST",
            ", x",
            " ASC DESC",
            " x");

    private final Random random;

    public FilterTexts(Random random) {
        this.random = random;
    }

    public String filter() {
        var comparisons = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> comparison())
                .toList();
        var text = new StringBuilder(rarely() ? "and " : "");
        for (var i = 0; i < comparisons.size(); i++) {
            text.append(i == 0 ? "" : rarely() ? any(JOINTS) : " and ").append(comparisons.get(i));
        }
        return text.append(rarely() ? any(ENDS) : "").toString();
    }

    public String order() {
        var key = key();
        while (key.contains(".as") || key.startsWith("\"tags\"") || key.contains("say")) {
            key = key();
        }
        return key + any(DIRECTIONS);
    }

    private String comparison() {
        var key = key();
        var sign = rarely() ? any(SIGNS) : fitting(key);
        var space = rarely() ? "" : " ";
        if (sign.toUpperCase(java.util.Locale.ROOT).startsWith("IS")) {
            return key + " " + sign;
        }
        var words = Character.isLetter(sign.charAt(0));
        return key
                + (words ? " " : space)
                + sign
                + (words ? " " : space)
                + (rarely() ? any(WRONG_VALUES) : value(key, sign));
    }

    private String key() {
        return switch (random.nextInt(6)) {
            case 0 -> any(ATTRIBUTES);
            case 1 -> (rarely() ? any(KINDS) : "datasets") + "." + any(DATASET_KEYS);
            case 2, 3 -> any(KINDS) + "." + any(KEYS);
            default -> List.of("metrics.", "params.", "tags.").get(random.nextInt(3)) + any(KEYS);
        };
    }

    private String fitting(String key) {
        if (isNumeric(key)) {
            return SIGNS.get(random.nextInt(6));
        }
        return List.of("=", "!=", "LIKE", "ilike", "IS NULL", "is not null", "IN", "not in")
                .get(random.nextInt(8));
    }

    private String value(String key, String sign) {
        if (sign.toUpperCase(java.util.Locale.ROOT).endsWith("IN")) {
            return any(LISTS);
        }
        return isNumeric(key) ? any(NUMBERS) : any(TEXT_VALUES);
    }

    private static boolean isNumeric(String key) {
        return key.startsWith("metric")
                || key.contains("_time")
                || key.toLowerCase(java.util.Locale.ROOT).contains("created");
    }

    private boolean rarely() {
        return random.nextInt(8) == 0;
    }

    private String any(List<String> pieces) {
        return pieces.get(random.nextInt(pieces.size()));
    }
}
