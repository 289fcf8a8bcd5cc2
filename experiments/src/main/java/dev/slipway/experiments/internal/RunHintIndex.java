package dev.slipway.experiments.internal;

import dev.slipway.experiments.filter.RunFilter;
import dev.slipway.security.Actor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Aggregates over the runs somebody sees, each by one statement. */
@Component
public class RunHintIndex {

    private static final int MAX_VALUES = 500;

    private static final String PARAMS =
            " join experiments.run_param p on p.server_id = r.server_id and p.run_id = r.run_id and p.key = ";

    private static final String VERSIONS =
            " left join experiments.model_version v on v.server_id = r.server_id and v.run_id = r.run_id";

    private final JdbcClient jdbc;

    RunHintIndex(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<String> values(List<String> experimentIds, String param, int limit, Actor reader) {
        var sql = all(experimentIds, reader);
        var parameters = new ArrayList<Object>(List.of(param));
        parameters.addAll(sql.countParameters());
        parameters.add(limit);
        return jdbc.sql(sql.all("p.value", PARAMS + "?") + " group by p.value order by count(*) desc, p.value limit ?")
                .params(parameters)
                .query((row, n) -> row.getString(1))
                .list();
    }

    public Map<String, List<String>> values(List<String> experimentIds, List<String> params, Actor reader) {
        var sql = all(experimentIds, reader);
        var parameters = new ArrayList<Object>();
        parameters.add(params.toArray(String[]::new));
        parameters.addAll(sql.countParameters());
        var found = new LinkedHashMap<String, List<String>>();
        jdbc.sql(sql.all("p.key, p.value", PARAMS + "any (?)")
                        + " group by p.key, p.value order by p.key, p.value limit " + MAX_VALUES)
                .params(parameters)
                .query(row -> {
                    found.computeIfAbsent(row.getString("key"), key -> new ArrayList<>())
                            .add(row.getString("value"));
                });
        return found;
    }

    public boolean hasRegistered(List<String> experimentIds, Actor reader) {
        var sql = all(experimentIds, reader).onlyRegistered();
        return jdbc.sql("select exists (" + sql.all("1", "") + ")")
                .params(sql.countParameters())
                .query(Boolean.class)
                .single();
    }

    public String stamp(List<String> experimentIds, Actor reader) {
        var sql = all(experimentIds, reader);
        return jdbc.sql(sql.all(
                        "concat_ws('/', count(distinct r.run_id), max(r.indexed_at), count(v.version), max(v.last_updated_time))",
                        VERSIONS))
                .params(sql.countParameters())
                .query(String.class)
                .single();
    }

    private static RunSql all(List<String> experimentIds, Actor reader) {
        return new RunSql(experimentIds, new RunFilter(List.of()), List.of(), Reach.of(reader));
    }
}
