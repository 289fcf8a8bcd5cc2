package dev.slipway.experiments.internal;

import dev.slipway.experiments.filter.Comparator;
import dev.slipway.experiments.filter.Comparison;
import dev.slipway.experiments.filter.Comparison.Value;
import dev.slipway.experiments.filter.Field;
import dev.slipway.experiments.filter.OrderBy;
import dev.slipway.experiments.filter.RunFilter;
import java.util.ArrayList;
import java.util.List;

/**
 * A search over runs as SQL, with what MLflow 3.17's SQL store answers: a missing key never matches a comparison, a NaN
 * matches only {@code !=}, missing keys sort last and NaN before them whatever the direction, ties go by start time
 * descending and then by run id. All that comes from outside is bound, never written into the text.
 */
final class RunSql {

    /** PostgreSQL looks for the best order of so many joins at once; beyond, planning takes longer than looking up each run. */
    private static final int MOST_JOINED = 8;

    private final StringBuilder where = new StringBuilder();
    private final List<Object> whereParameters = new ArrayList<>();
    private final StringBuilder joins = new StringBuilder();
    private final List<Object> joinParameters = new ArrayList<>();
    private final StringBuilder order = new StringBuilder();
    private final String fence;
    private int aliases;

    RunSql(List<String> experimentIds, RunFilter filter, List<OrderBy> orders, Reach reach) {
        where.append(
                " where r.server_id = 1 and r.lifecycle_stage = 'active' and e.lifecycle_stage = 'active' and r.experiment_id = any (?)");
        whereParameters.add(experimentIds.toArray(String[]::new));
        where.append(" and ").append(reach.condition("e.team_id"));
        whereParameters.addAll(reach.parameters());
        fence = filter.comparisons().size() > MOST_JOINED ? " offset 0)" : ")";
        filter.comparisons().forEach(this::restrict);
        orders.forEach(this::sort);
        if (orders.stream().noneMatch(RunSql::isStartTime)) {
            order.append("r.start_time desc, ");
        }
        order.append("r.run_id");
    }

    /** Those that became a version. */
    RunSql onlyRegistered() {
        where.append(
                " and exists (select 1 from experiments.model_version v where v.server_id = r.server_id and v.run_id = r.run_id)");
        return this;
    }

    String count() {
        return "select count(*)" + from() + where;
    }

    List<Object> countParameters() {
        return whereParameters;
    }

    String page(String columns) {
        return "select " + columns + from() + joins + where + " order by " + order + " limit ? offset ?";
    }

    /** From the runs that match, in no order: for aggregates. */
    String all(String columns, String more) {
        return "select " + columns + from() + more + where;
    }

    List<Object> pageParameters(int limit, long offset) {
        var parameters = new ArrayList<>(joinParameters);
        parameters.addAll(whereParameters);
        parameters.add(limit);
        parameters.add(offset);
        return parameters;
    }

    private static String from() {
        return " from experiments.run r join experiments.experiment e"
                + " on e.server_id = r.server_id and e.experiment_id = r.experiment_id";
    }

    private static boolean isStartTime(OrderBy order) {
        return order.field().kind() == Field.Kind.ATTRIBUTE
                && order.field().key().equals("start_time");
    }

    private void restrict(Comparison comparison) {
        where.append(" and ");
        var field = comparison.field();
        switch (field.kind()) {
            case METRIC -> restrictMetric(comparison);
            case PARAM -> restrictPair("run_param", comparison);
            case TAG -> restrictPair("run_tag", comparison);
            case ATTRIBUTE -> restrictAttribute(comparison);
            case DATASET -> restrictDataset(comparison);
        }
    }

    private void restrictMetric(Comparison comparison) {
        exists("run_metric", comparison.field().key());
        where.append(" and (");
        compare("x.value", comparison);
        where.append(comparison.comparator() == Comparator.NOT_EQUAL ? " or x.is_nan)" : " and not x.is_nan)");
        where.append(fence);
    }

    private void restrictPair(String table, Comparison comparison) {
        if (comparison.comparator() == Comparator.IS_NULL) {
            where.append("not ");
        }
        exists(table, comparison.field().key());
        if (!(comparison.value() instanceof Value.None)) {
            where.append(" and ");
            compare("x.value", comparison);
        }
        where.append(fence);
    }

    private void exists(String table, String key) {
        where.append("exists (select 1 from experiments.").append(table);
        where.append(" x where x.server_id = r.server_id and x.run_id = r.run_id and x.key = ?");
        whereParameters.add(key);
    }

    /** MLflow reads a run's name from its tag here. */
    private void restrictAttribute(Comparison comparison) {
        if (comparison.field().key().equals("run_name")) {
            exists("run_tag", "mlflow.runName");
            where.append(" and ");
            compare("x.value", comparison);
            where.append(fence);
            return;
        }
        compare(column(comparison.field()), comparison);
    }

    private void restrictDataset(Comparison comparison) {
        where.append("exists (select 1 from jsonb_array_elements(r.inputs) d where ");
        compare("d ->> '" + datasetColumn(comparison.field()) + "'", comparison);
        where.append(')');
    }

    private void compare(String column, Comparison comparison) {
        switch (comparison.value()) {
            case Value.Texts texts -> {
                where.append(
                        comparison.comparator() == Comparator.IN
                                ? column + " = any (?)"
                                : "not " + column + " = any (?)");
                whereParameters.add(texts.texts().toArray(String[]::new));
            }
            case Value.Text text -> bind(column, comparison.comparator(), text.text());
            case Value.Whole whole -> bind(column, comparison.comparator(), whole.number());
            case Value.Real real -> bind(column, comparison.comparator(), real.number());
            case Value.None none -> throw new IllegalStateException("no value to compare with: " + none);
        }
    }

    private void bind(String column, Comparator comparator, Object value) {
        where.append(column).append(' ').append(comparator.sign()).append(" ?");
        whereParameters.add(value);
    }

    private void sort(OrderBy by) {
        var direction = by.ascending() ? "" : " desc";
        switch (by.field().kind()) {
            case METRIC -> {
                var alias = join("run_metric", by.field().key());
                order.append("case when ")
                        .append(alias)
                        .append(".is_nan then 1 when ")
                        .append(alias);
                order.append(".value is null then 2 else 0 end, ")
                        .append(alias)
                        .append(".value")
                        .append(direction);
            }
            case PARAM -> sortBy(join("run_param", by.field().key()) + ".value", direction);
            case TAG -> sortBy(join("run_tag", by.field().key()) + ".value", direction);
            case ATTRIBUTE -> sortBy(column(by.field()), direction);
            case DATASET -> throw new IllegalStateException("the parser refuses this");
        }
        order.append(", ");
    }

    private void sortBy(String column, String direction) {
        order.append("case when ")
                .append(column)
                .append(" is null then 1 else 0 end, ")
                .append(column)
                .append(direction);
    }

    private String join(String table, String key) {
        var alias = "o" + ++aliases;
        joins.append(" left join experiments.").append(table).append(' ').append(alias);
        joins.append(" on ")
                .append(alias)
                .append(".server_id = r.server_id and ")
                .append(alias);
        joins.append(".run_id = r.run_id and ").append(alias).append(".key = ?");
        joinParameters.add(key);
        return alias;
    }

    private static String column(Field field) {
        return switch (field.key()) {
            case "run_id" -> "r.run_id";
            case "run_name" -> "r.run_name";
            case "user_id" -> "r.user_id";
            case "status" -> "r.status";
            case "start_time" -> "r.start_time";
            case "end_time" -> "r.end_time";
            case "artifact_uri" -> "r.artifact_uri";
            default -> throw new IllegalStateException("the parser refuses " + field);
        };
    }

    private static String datasetColumn(Field field) {
        return switch (field.key()) {
            case "name" -> "name";
            case "digest" -> "digest";
            case "context" -> "context";
            default -> throw new IllegalStateException("the parser refuses " + field);
        };
    }
}
