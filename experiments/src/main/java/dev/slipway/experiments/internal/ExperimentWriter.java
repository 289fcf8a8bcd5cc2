package dev.slipway.experiments.internal;

import dev.slipway.experiments.MlflowSettings;
import dev.slipway.experiments.internal.TrackingServer.RawExperiment;
import dev.slipway.security.Ownership;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Keeps the experiments of the index like MLflow's, and works out whose they are. */
@Component
public class ExperimentWriter {

    private final JdbcClient jdbc;
    private final Ownership ownership;
    private final MlflowSettings settings;
    private volatile @Nullable Known known;

    ExperimentWriter(JdbcClient jdbc, Ownership ownership, MlflowSettings settings) {
        this.jdbc = jdbc;
        this.ownership = ownership;
        this.settings = settings;
    }

    /** @param active all that MLflow has and that are not deleted; the others are taken off the index's view */
    @Transactional
    public List<RawExperiment> write(List<RawExperiment> active) {
        jdbc.sql("""
                insert into experiments.tracking_server (server_id, name, url) values (1, 'default', ?)
                on conflict (server_id) do update set url = excluded.url where tracking_server.url <> excluded.url
                """).param(settings.url().toString()).update();
        var rules = ownership.rules();
        var now = new Known(active, rules);
        if (now.equals(known)) {
            return active;
        }
        for (var experiment : active) {
            write(
                    experiment,
                    rules.teamOf("experiment", experiment.name(), experiment.tags())
                            .map(team -> team.value())
                            .orElse(null));
        }
        jdbc.sql(
                        "update experiments.experiment set lifecycle_stage = 'deleted' where server_id = 1 and lifecycle_stage = 'active' and not experiment_id = any (?)")
                .param(active.stream().map(RawExperiment::id).toArray(String[]::new))
                .update();
        remember(now);
        return active;
    }

    /** Only what is committed counts as known. */
    private void remember(Known now) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                known = now;
            }
        });
    }

    private void write(RawExperiment experiment, @Nullable UUID team) {
        jdbc.sql("""
                insert into experiments.experiment as e
                    (server_id, experiment_id, name, team_id, lifecycle_stage, creation_time, last_update_time, artifact_location, tags)
                values (1, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
                on conflict (server_id, experiment_id) do update set name = excluded.name, team_id = excluded.team_id,
                    lifecycle_stage = excluded.lifecycle_stage, last_update_time = excluded.last_update_time, tags = excluded.tags
                where (e.name, e.team_id, e.lifecycle_stage, e.last_update_time, e.tags)
                    is distinct from (excluded.name, excluded.team_id, excluded.lifecycle_stage, excluded.last_update_time, excluded.tags)
                """)
                .param(experiment.id())
                .param(experiment.name())
                .param(team)
                .param(experiment.lifecycleStage())
                .param(experiment.creationTime())
                .param(experiment.lastUpdateTime())
                .param(experiment.artifactLocation())
                .param(JsonColumns.write(experiment.tags()))
                .update();
    }

    /** When the last whole pass began, in this life of the process or an earlier one. */
    public Optional<Instant> lastPass() {
        return jdbc.sql(
                        "select last_pass from experiments.tracking_server where server_id = 1 and last_pass is not null")
                .query((row, n) -> row.getTimestamp("last_pass").toInstant())
                .optional();
    }

    @Transactional
    public void notePass(Instant begun) {
        jdbc.sql("update experiments.tracking_server set last_pass = ? where server_id = 1")
                .param(Timestamp.from(begun))
                .update();
    }

    /** What was written last: while it stays the same, nothing is written. */
    private record Known(List<RawExperiment> active, Ownership.Rules rules) {}
}
