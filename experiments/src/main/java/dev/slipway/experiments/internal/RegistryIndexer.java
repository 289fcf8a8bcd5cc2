package dev.slipway.experiments.internal;

import dev.slipway.experiments.AliasMoved;
import dev.slipway.experiments.VersionAppeared;
import dev.slipway.experiments.VersionRef;
import dev.slipway.experiments.VersionVanished;
import dev.slipway.experiments.internal.TrackingServer.RawModel;
import dev.slipway.experiments.internal.TrackingServer.RawVersion;
import dev.slipway.security.Ownership;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps models, versions and aliases like MLflow's. Its stamps do not move with an alias or a tag, so contents are compared. */
@Component
public class RegistryIndexer {

    private final TrackingServer server;
    private final JdbcClient jdbc;
    private final Ownership ownership;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    /** Held from reading to writing, so that an older answer never overwrites a newer one. */
    private final ReentrantLock turn = new ReentrantLock();

    private @Nullable Known known;

    RegistryIndexer(
            TrackingServer server,
            JdbcClient jdbc,
            Ownership ownership,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.server = server;
        this.jdbc = jdbc;
        this.ownership = ownership;
        this.events = events;
        this.transaction = transaction;
    }

    /** A new version moves its model's stamp; only what else happens to versions has to be looked for. */
    public void index(boolean readVersions) {
        turn.lock();
        try {
            var models = server.models();
            var last = known;
            var same = last != null && last.models().equals(models);
            var versions = last == null || readVersions || !same ? server.versions(null) : last.versions();
            var now = new Known(models, versions, ownership.rules());
            if (!now.equals(last)) {
                write(models, versions, null);
                known = now;
            }
        } finally {
            turn.unlock();
        }
    }

    /** One model only: after something was written to it. */
    public void reindex(String model) {
        turn.lock();
        try {
            known = null;
            var models = server.models().stream()
                    .filter(found -> found.name().equals(model))
                    .toList();
            write(models, server.versions(model), model);
        } finally {
            turn.unlock();
        }
    }

    private void write(List<RawModel> models, List<RawVersion> versions, @Nullable String only) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("select pg_advisory_xact_lock(?)").param(0x51_1b_0001L).query(rows -> {});
            var before = known(only);
            releaseAliases(models, only);
            writeModels(models, only);
            writeVersions(versions, models, before);
            models.forEach(this::writeAliases);
        });
    }

    private void writeModels(List<RawModel> models, @Nullable String only) {
        var rules = ownership.rules();
        for (var model : models) {
            write(
                    model,
                    rules.teamOf("model", model.name(), model.tags())
                            .map(team -> team.value())
                            .orElse(null));
        }
        jdbc.sql(
                        "delete from experiments.registered_model where server_id = 1 and not name = any (?) and (?::text is null or name = ?)")
                .param(models.stream().map(RawModel::name).toArray(String[]::new))
                .param(only)
                .param(only)
                .update();
    }

    private void write(RawModel model, @Nullable UUID team) {
        jdbc.sql("""
                insert into experiments.registered_model as m
                    (server_id, name, team_id, description, creation_time, last_updated_time, tags)
                values (1, ?, ?, ?, ?, ?, ?::jsonb)
                on conflict (server_id, name) do update set team_id = excluded.team_id, description = excluded.description,
                    creation_time = excluded.creation_time, last_updated_time = excluded.last_updated_time, tags = excluded.tags
                where (m.team_id, m.description, m.creation_time, m.last_updated_time, m.tags) is distinct from
                    (excluded.team_id, excluded.description, excluded.creation_time, excluded.last_updated_time, excluded.tags)
                """)
                .param(model.name())
                .param(team)
                .param(model.description())
                .param(model.creationTime())
                .param(model.lastUpdatedTime())
                .param(JsonColumns.write(model.tags()))
                .update();
    }

    /** In the order in which they were registered, which is not that of MLflow's answer. */
    private void writeVersions(List<RawVersion> versions, List<RawModel> models, Map<VersionRef, Long> known) {
        var names = new HashSet<>(models.stream().map(RawModel::name).toList());
        var before = new LinkedHashMap<>(known);
        var ordered = versions.stream()
                .sorted(Comparator.comparing(RawVersion::model).thenComparing(RawVersion::version))
                .toList();
        for (var version : ordered) {
            var ref = new VersionRef(version.model(), Integer.toString(version.version()));
            var stays = isSame(ref, version, before.remove(ref));
            if (names.contains(version.model()) && write(version) && !stays) {
                events.publishEvent(new VersionAppeared(ref));
            }
        }
        before.keySet().forEach(this::vanished);
    }

    /** One that was deleted and made again under its number is another: MLflow gives each its time. */
    private boolean isSame(VersionRef ref, RawVersion version, @Nullable Long created) {
        if (created == null || created == version.creationTime()) {
            return created != null;
        }
        vanished(ref);
        return false;
    }

    /** When each was made. */
    private Map<VersionRef, Long> known(@Nullable String only) {
        var known = new LinkedHashMap<VersionRef, Long>();
        jdbc.sql("""
                select model, version, creation_time from experiments.model_version
                where server_id = 1 and (?::text is null or model = ?) order by 1, 2
                """).param(only).param(only).query(row -> {
            known.put(new VersionRef(row.getString("model"), row.getString("version")), row.getLong("creation_time"));
        });
        return known;
    }

    private void vanished(VersionRef ref) {
        jdbc.sql("delete from experiments.model_version where server_id = 1 and model = ? and version = ?")
                .params(ref.model(), Integer.parseInt(ref.version()))
                .update();
        events.publishEvent(new VersionVanished(ref));
    }

    /** @return whether something was written */
    private boolean write(RawVersion version) {
        return jdbc.sql("""
                        insert into experiments.model_version as v
                            (server_id, model, version, run_id, source, status, description, creation_time, last_updated_time, tags)
                        values (1, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
                        on conflict (server_id, model, version) do update set run_id = excluded.run_id, source = excluded.source,
                            status = excluded.status, description = excluded.description, creation_time = excluded.creation_time,
                            last_updated_time = excluded.last_updated_time, tags = excluded.tags,
                            signature = case when v.source = excluded.source then v.signature end
                        where (v.run_id, v.source, v.status, v.description, v.last_updated_time, v.tags)
                            is distinct from (excluded.run_id, excluded.source, excluded.status, excluded.description, excluded.last_updated_time, excluded.tags)
                        """)
                        .param(version.model())
                        .param(version.version())
                        .param(version.runId())
                        .param(version.source())
                        .param(version.status())
                        .param(version.description())
                        .param(version.creationTime())
                        .param(version.lastUpdatedTime())
                        .param(JsonColumns.write(version.tags()))
                        .update()
                > 0;
    }

    /** Those of models that are gone. */
    private void releaseAliases(List<RawModel> models, @Nullable String only) {
        jdbc.sql("""
                        select model, alias, version from experiments.model_alias
                        where server_id = 1 and not model = any (?) and (?::text is null or model = ?) order by 1, 2
                        """)
                .param(models.stream().map(RawModel::name).toArray(String[]::new))
                .param(only)
                .param(only)
                .query((row, n) ->
                        new AliasMoved(row.getString("model"), row.getString("alias"), row.getString("version"), null))
                .list()
                .forEach(events::publishEvent);
    }

    private void writeAliases(RawModel model) {
        var before = aliases(model.name());
        var names = new TreeSet<>(before.keySet());
        names.addAll(model.aliases().keySet());
        for (var alias : names) {
            move(model.name(), alias, before.get(alias), model.aliases().get(alias));
        }
    }

    private Map<String, String> aliases(String model) {
        var aliases = new HashMap<String, String>();
        jdbc.sql("select alias, version from experiments.model_alias where server_id = 1 and model = ?")
                .param(model)
                .query(row -> {
                    aliases.put(row.getString("alias"), row.getString("version"));
                });
        return aliases;
    }

    private void move(String model, String alias, @Nullable String from, @Nullable String to) {
        if (Objects.equals(from, to)) {
            return;
        }
        if (to == null) {
            jdbc.sql("delete from experiments.model_alias where server_id = 1 and model = ? and alias = ?")
                    .params(model, alias)
                    .update();
        } else {
            jdbc.sql("""
                    insert into experiments.model_alias (server_id, model, alias, version) values (1, ?, ?, ?)
                    on conflict (server_id, model, alias) do update set version = excluded.version
                    """).params(model, alias, Integer.parseInt(to)).update();
        }
        events.publishEvent(new AliasMoved(model, alias, from, to));
    }

    /** What was written last: while it stays the same, nothing is written. */
    private record Known(List<RawModel> models, List<RawVersion> versions, Ownership.Rules rules) {}
}
