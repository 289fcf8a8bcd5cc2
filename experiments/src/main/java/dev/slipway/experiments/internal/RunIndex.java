package dev.slipway.experiments.internal;

import dev.slipway.experiments.RunStatus;
import dev.slipway.experiments.Runs.RunColumns;
import dev.slipway.experiments.Runs.RunFacets;
import dev.slipway.experiments.Runs.RunQuery;
import dev.slipway.experiments.Runs.RunRow;
import dev.slipway.experiments.SearchTooLong;
import dev.slipway.experiments.VersionRef;
import dev.slipway.experiments.filter.OrderBy;
import dev.slipway.experiments.filter.RunFilter;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.PageQuery;
import dev.slipway.security.Actor;
import dev.slipway.security.TeamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The runs of the index, by SQL. Every page costs two statements, whatever stands on it. */
@Component
public class RunIndex {

    private static final String COLUMNS = """
            r.run_id, r.experiment_id, r.run_name, r.status, r.start_time, r.end_time, r.user_id, r.metrics, r.params, r.tags,
            (select coalesce(jsonb_agg(jsonb_build_array(v.model, v.version) order by v.model, v.version), '[]')
               from experiments.model_version v where v.server_id = r.server_id and v.run_id = r.run_id) versions""";

    private static final int MAX_KEYS = 2000;

    private final JdbcClient jdbc;

    RunIndex(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws SearchTooLong if the database was stopped at its limit for one question */
    public Page<RunRow> search(RunQuery query, PageQuery page, Actor reader) {
        var sql = sql(query, reader);
        return withinLimit(() -> search(sql, page));
    }

    private static <T> T withinLimit(Supplier<T> question) {
        try {
            return question.get();
        } catch (QueryTimeoutException e) {
            throw new SearchTooLong(e);
        }
    }

    private Page<RunRow> search(RunSql sql, PageQuery page) {
        var rows = jdbc.sql(sql.page(COLUMNS))
                .params(sql.pageParameters(page.limit(), page.offset()))
                .query(RunIndex::row)
                .list();
        var total = jdbc.sql(sql.count())
                .params(sql.countParameters())
                .query(Long.class)
                .single();
        return new Page<>(rows, total);
    }

    /** @throws SearchTooLong if the database was stopped at its limit for one question */
    public RunFacets facets(RunQuery query, Actor reader) {
        var sql = sql(query, reader);
        return withinLimit(() -> facets(sql));
    }

    private RunFacets facets(RunSql sql) {
        var metrics = new LinkedHashMap<String, RunFacets.Range>();
        jdbc.sql(sql.all(
                                "m.key, min(m.value) low, max(m.value) high",
                                " join experiments.run_metric m on m.server_id = r.server_id and m.run_id = r.run_id and not m.is_nan")
                        + " group by m.key order by m.key limit " + MAX_KEYS)
                .params(sql.countParameters())
                .query(row -> {
                    metrics.put(row.getString("key"), new RunFacets.Range(row.getDouble("low"), row.getDouble("high")));
                });
        var params = new LinkedHashMap<String, Long>();
        jdbc.sql(sql.all(
                                "p.key, count(distinct p.value) n",
                                " join experiments.run_param p on p.server_id = r.server_id and p.run_id = r.run_id")
                        + " group by p.key order by p.key limit " + MAX_KEYS)
                .params(sql.countParameters())
                .query(row -> {
                    params.put(row.getString("key"), row.getLong("n"));
                });
        return new RunFacets(metrics, params);
    }

    private static RunSql sql(RunQuery query, Actor reader) {
        var sql = new RunSql(
                query.experimentIds(),
                RunFilter.parse(query.filter()),
                OrderBy.parse(query.orderBy()),
                Reach.of(reader));
        return query.registered() ? sql.onlyRegistered() : sql;
    }

    public RunColumns columns(List<String> experimentIds, Actor reader) {
        return new RunColumns(
                keys("run_metric", experimentIds, reader),
                keys("run_param", experimentIds, reader),
                keys("run_tag", experimentIds, reader));
    }

    private List<String> keys(String table, List<String> experimentIds, Actor reader) {
        var sql = new RunSql(experimentIds, new RunFilter(List.of()), List.of(), Reach.of(reader));
        return jdbc.sql(sql.all(
                                "distinct x.key",
                                " join experiments." + table
                                        + " x on x.server_id = r.server_id and x.run_id = r.run_id")
                        + " order by x.key limit " + MAX_KEYS)
                .params(sql.countParameters())
                .query((row, n) -> row.getString("key"))
                .list();
    }

    /** Whoever may see it; the caller checks. In the order of the ids; unknown ones are left out. */
    public List<IndexedRun> byIds(Collection<String> runIds) {
        var found = new HashMap<String, IndexedRun>();
        jdbc.sql("select " + COLUMNS + """
                , e.name experiment_name, e.team_id, r.artifact_uri, r.inputs, r.model_ids,
                  (select coalesce(jsonb_object_agg(m.key, m.step), '{}') from experiments.run_metric m
                     where m.server_id = r.server_id and m.run_id = r.run_id and m.step <> 0) steps
                from experiments.run r join experiments.experiment e
                  on e.server_id = r.server_id and e.experiment_id = r.experiment_id
                where r.server_id = 1 and r.lifecycle_stage = 'active' and e.lifecycle_stage = 'active'
                  and r.run_id = any (?)
                """).param(runIds.toArray(String[]::new)).query(row -> {
            found.put(row.getString("run_id"), indexed(row));
        });
        var ordered = new ArrayList<IndexedRun>();
        runIds.forEach(id -> Optional.ofNullable(found.get(id)).ifPresent(ordered::add));
        return ordered;
    }

    private static IndexedRun indexed(ResultSet row) throws SQLException {
        var team = row.getObject("team_id", UUID.class);
        return new IndexedRun(
                row(row, 0),
                row.getString("experiment_name"),
                team == null ? null : new TeamId(team),
                row.getString("artifact_uri"),
                row.getString("inputs"),
                List.of((String[]) row.getArray("model_ids").getArray()),
                JsonColumns.wholes(row.getString("steps")));
    }

    private static RunRow row(ResultSet row, int number) throws SQLException {
        var versions = new ArrayList<VersionRef>();
        JsonColumns.tree(row.getString("versions"))
                .forEach(pair -> versions.add(
                        new VersionRef(pair.get(0).asString(), pair.get(1).asString())));
        return new RunRow(
                row.getString("run_id"),
                row.getString("experiment_id"),
                row.getString("run_name"),
                RunStatus.valueOf(row.getString("status")),
                instant(row.getObject("start_time", Long.class)),
                instant(row.getObject("end_time", Long.class)),
                row.getString("user_id"),
                JsonColumns.numbers(row.getString("metrics")),
                JsonColumns.texts(row.getString("params")),
                JsonColumns.texts(row.getString("tags")),
                versions);
    }

    static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    /** A run with what only its own page needs. {@code inputs} is a JSON array. */
    public record IndexedRun(
            RunRow run,
            String experimentName,
            @Nullable TeamId team,
            String artifactUri,
            String inputs,
            List<String> modelIds,
            Map<String, Long> steps) {

        public Map<String, Double> metrics() {
            return run.metrics();
        }
    }
}
