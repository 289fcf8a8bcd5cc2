package dev.slipway.deployments.internal;

import dev.slipway.deployments.promotion.Stages.AliasFinding;
import dev.slipway.deployments.promotion.Stages.Stage;
import dev.slipway.security.Actor;
import dev.slipway.security.TeamId;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Aliases that are elsewhere than Slipway put them, while they are. */
@Component
public class AliasFindings {

    private final JdbcClient jdbc;

    AliasFindings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return whether it is news: another place than the one known */
    boolean open(
            String model,
            Stage stage,
            @Nullable String expected,
            @Nullable String found,
            @Nullable TeamId team,
            Instant now) {
        return jdbc.sql("""
                        insert into deployments.alias_finding as f (model, stage, alias, expected, found, team_id, since)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (model, stage) do update set expected = excluded.expected, found = excluded.found
                        where (f.expected, f.found) is distinct from (excluded.expected, excluded.found)
                        """)
                        .param(model)
                        .param(stage.name())
                        .param(stage.alias())
                        .param(expected)
                        .param(found)
                        .param(team == null ? null : team.value())
                        .param(Timestamp.from(now))
                        .update()
                > 0;
    }

    /** @return whether there was one */
    boolean close(String model, String stage) {
        return jdbc.sql("delete from deployments.alias_finding where model = ? and stage = ?")
                        .params(model, stage)
                        .update()
                > 0;
    }

    public List<AliasFinding> readableBy(Actor reader) {
        var conditions = Conditions.readableBy(reader);
        return jdbc.sql("select p.* from deployments.alias_finding p" + conditions.where()
                        + " order by p.since, p.model, p.stage limit 1000")
                .params(conditions.parameters())
                .query((row, n) -> new AliasFinding(
                        row.getString("model"),
                        row.getString("stage"),
                        row.getString("alias"),
                        row.getString("expected"),
                        row.getString("found"),
                        row.getTimestamp("since").toInstant()))
                .list();
    }

    /** A model belongs to another team now: so does what is about it. */
    void belongTo(String model, @Nullable TeamId team) {
        var id = team == null ? null : team.value();
        for (var table : List.of("alias_finding", "promotion")) {
            jdbc.sql("update deployments." + table + " set team_id = :team where model = :model"
                            + " and team_id is distinct from :team")
                    .param("team", id, Types.OTHER)
                    .param("model", model)
                    .update();
        }
    }
}
