package dev.slipway.experiments.internal;

import dev.slipway.experiments.Experiments.ExperimentFilter;
import dev.slipway.experiments.Experiments.ExperimentRow;
import dev.slipway.experiments.Experiments.Sort;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.PageQuery;
import dev.slipway.security.Actor;
import dev.slipway.security.TeamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The experiments of the index, by SQL: two statements a page. */
@Component
public class ExperimentIndex {

    private static final String ROWS = """
            select e.*, coalesce(r.runs, 0) runs, greatest(e.last_update_time, r.newest) changed
            from experiments.experiment e
            left join lateral (select count(*) runs, max(greatest(start_time, end_time)) newest from experiments.run r
                where r.server_id = e.server_id and r.experiment_id = e.experiment_id and r.lifecycle_stage = 'active') r on true
            where e.server_id = 1 and e.lifecycle_stage = 'active' and\s""";

    private final JdbcClient jdbc;

    ExperimentIndex(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Page<ExperimentRow> find(ExperimentFilter filter, PageQuery page, Sort sort, Actor reader) {
        var reach = Reach.of(reader);
        var condition = reach.condition("e.team_id") + " and strpos(lower(e.name), lower(?)) > 0";
        var parameters = new ArrayList<>(reach.parameters());
        parameters.add(filter.name());
        var total = jdbc.sql(
                        "select count(*) from experiments.experiment e where e.server_id = 1 and e.lifecycle_stage = 'active' and "
                                + condition)
                .params(parameters)
                .query(Long.class)
                .single();
        parameters.add(page.limit());
        parameters.add(page.offset());
        var rows = jdbc.sql(ROWS + condition + " order by " + order(sort) + ", e.experiment_id limit ? offset ?")
                .params(parameters)
                .query(ExperimentIndex::row)
                .list();
        return new Page<>(rows, total);
    }

    private static String order(Sort sort) {
        return switch (sort) {
            case LAST_UPDATE_FIRST -> "changed desc";
            case NAME -> "lower(e.name)";
            case MOST_RUNS_FIRST -> "runs desc";
        };
    }

    public Optional<ExperimentRow> get(String experimentId) {
        return jdbc.sql(ROWS + "e.experiment_id = ?")
                .params(List.of(experimentId))
                .query(ExperimentIndex::row)
                .optional();
    }

    public long unowned() {
        return jdbc.sql(
                        "select count(*) from experiments.experiment where server_id = 1 and lifecycle_stage = 'active' and team_id is null")
                .query(Long.class)
                .single();
    }

    private static ExperimentRow row(ResultSet row, int number) throws SQLException {
        var team = row.getObject("team_id", UUID.class);
        return new ExperimentRow(
                row.getString("experiment_id"),
                row.getString("name"),
                team == null ? null : new TeamId(team),
                row.getLong("runs"),
                Instant.ofEpochMilli(row.getLong("changed")),
                JsonColumns.texts(row.getString("tags")));
    }
}
