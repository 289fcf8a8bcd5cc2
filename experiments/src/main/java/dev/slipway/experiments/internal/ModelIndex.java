package dev.slipway.experiments.internal;

import dev.slipway.experiments.Models.ModelFilter;
import dev.slipway.experiments.Models.ModelRow;
import dev.slipway.experiments.Models.Sort;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.experiments.Models.VersionSource;
import dev.slipway.experiments.Signature;
import dev.slipway.experiments.VersionRef;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.PageQuery;
import dev.slipway.security.Actor;
import dev.slipway.security.TeamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The models and versions of the index, by SQL: two statements a page. */
@Component
public class ModelIndex {

    private static final String MODELS = """
            select m.*, coalesce(v.versions, 0) versions, v.latest, greatest(m.last_updated_time, v.changed) changed,
                   coalesce(v.stages, '{}') stages, coalesce(v.rank, 9) rank
            from experiments.registered_model m
            left join lateral (
                select count(*) versions, max(version) latest, max(last_updated_time) changed,
                       jsonb_object_agg(stage, version::text order by version) filter (where stage is not null) stages,
                       min(case stage when 'Production' then 0 when 'Staging' then 1 else 2 end) rank
                from experiments.model_version v where v.server_id = m.server_id and v.model = m.name) v on true
            where m.server_id = 1 and\s""";

    private static final String VERSIONS = """
            select v.*, m.team_id, r.metrics,
                   (select coalesce(array_agg(a.alias order by a.alias), '{}') from experiments.model_alias a
                     where a.server_id = v.server_id and a.model = v.model and a.version = v.version) aliases
            from experiments.model_version v
            join experiments.registered_model m on m.server_id = v.server_id and m.name = v.model
            left join experiments.run r on r.server_id = v.server_id and r.run_id = v.run_id
            where v.server_id = 1 and\s""";

    private static final String SOURCES = """
            select v.model, v.version, v.source, v.creation_time, m.team_id
            from experiments.model_version v
            join experiments.registered_model m on m.server_id = v.server_id and m.name = v.model
            where v.server_id = 1""";

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]*+");

    private final JdbcClient jdbc;

    ModelIndex(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Page<ModelRow> find(ModelFilter filter, PageQuery page, Sort sort, Actor reader) {
        var reach = Reach.of(reader);
        var condition = reach.condition("m.team_id") + " and strpos(lower(m.name), lower(?)) > 0";
        var parameters = new ArrayList<>(reach.parameters());
        parameters.add(filter.name());
        var total = jdbc.sql(
                        "select count(*) from experiments.registered_model m where m.server_id = 1 and " + condition)
                .params(parameters)
                .query(Long.class)
                .single();
        parameters.add(page.limit());
        parameters.add(page.offset());
        var rows = jdbc.sql(MODELS + condition + " order by " + order(sort) + "lower(m.name), m.name limit ? offset ?")
                .params(parameters)
                .query(ModelIndex::model)
                .list();
        return new Page<>(rows, total);
    }

    private static String order(Sort sort) {
        return switch (sort) {
            case NAME -> "";
            case LAST_UPDATE_FIRST -> "changed desc, ";
            case STAGE -> "rank, ";
        };
    }

    public Optional<ModelRow> get(String name) {
        return jdbc.sql(MODELS + "m.name = ?")
                .params(List.of(name))
                .query(ModelIndex::model)
                .optional();
    }

    public Page<VersionRow> versions(String model, PageQuery page) {
        var total = jdbc.sql("select count(*) from experiments.model_version where server_id = 1 and model = ?")
                .params(List.of(model))
                .query(Long.class)
                .single();
        var rows = jdbc.sql(VERSIONS + "v.model = ? order by v.version desc limit ? offset ?")
                .params(model, page.limit(), page.offset())
                .query(ModelIndex::version)
                .list();
        return new Page<>(rows, total);
    }

    public Optional<VersionRow> version(VersionRef ref) {
        return number(ref)
                .flatMap(number -> jdbc.sql(VERSIONS + "v.model = ? and v.version = ?")
                        .params(ref.model(), number)
                        .query(ModelIndex::version)
                        .optional());
    }

    public List<VersionRow> registeredSince(Instant since, int limit, Actor reader) {
        var reach = Reach.of(reader);
        var parameters = new ArrayList<>(reach.parameters());
        parameters.add(since.toEpochMilli());
        parameters.add(limit);
        return jdbc.sql(VERSIONS + reach.condition("m.team_id")
                        + " and v.creation_time >= ? order by v.creation_time desc, v.model, v.version desc limit ?")
                .params(parameters)
                .query(ModelIndex::version)
                .list();
    }

    public long unowned() {
        return jdbc.sql("select count(*) from experiments.registered_model where server_id = 1 and team_id is null")
                .query(Long.class)
                .single();
    }

    /** Of all teams, for Slipway's own work. */
    public List<VersionRow> all() {
        return jdbc.sql(VERSIONS + "true order by v.model, v.version")
                .query(ModelIndex::version)
                .list();
    }

    /** Of those the reader may see; what is no version's number names none. */
    public Set<String> readable(Collection<String> names, Actor reader) {
        var reach = Reach.of(reader);
        var parameters = new ArrayList<Object>(reach.parameters());
        parameters.add(names.toArray(String[]::new));
        return Set.copyOf(jdbc.sql("select name from experiments.registered_model where server_id = 1 and "
                        + reach.condition("team_id") + " and name = any (?)")
                .params(parameters)
                .query(String.class)
                .list());
    }

    public List<VersionSource> sources(Collection<VersionRef> refs, Actor reader) {
        var reach = Reach.of(reader);
        var known = refs.stream().filter(ref -> number(ref).isPresent()).toList();
        var parameters = new ArrayList<Object>(reach.parameters());
        parameters.add(known.stream().map(VersionRef::model).toArray(String[]::new));
        parameters.add(known.stream().map(ref -> Integer.valueOf(ref.version())).toArray(Integer[]::new));
        return jdbc.sql(SOURCES + " and " + reach.condition("m.team_id")
                        + " and (v.model, v.version) in (select * from unnest(?::text[], ?::int[]))")
                .params(parameters)
                .query(ModelIndex::source)
                .list();
    }

    /** Of all teams, for Slipway's own work. */
    public List<VersionSource> allSources() {
        return jdbc.sql(SOURCES).query(ModelIndex::source).list();
    }

    private static VersionSource source(ResultSet row, int number) throws SQLException {
        return new VersionSource(
                new VersionRef(row.getString("model"), row.getString("version")),
                team(row),
                row.getString("source"),
                Instant.ofEpochMilli(row.getLong("creation_time")));
    }

    /** @return null when none was kept yet */
    public @Nullable String keptSignature(VersionRef ref) {
        return number(ref)
                .flatMap(number -> jdbc.sql(
                                "select signature from experiments.model_version where server_id = 1 and model = ? and version = ? and signature is not null")
                        .params(ref.model(), number)
                        .query(String.class)
                        .optional())
                .orElse(null);
    }

    public void keepSignature(VersionRef ref, Optional<Signature> signature) {
        jdbc.sql(
                        "update experiments.model_version set signature = ?::jsonb where server_id = 1 and model = ? and version = ?")
                .params(
                        JsonColumns.write(signature.orElse(null) == null ? "none" : signature.get()),
                        ref.model(),
                        Integer.parseInt(ref.version()))
                .update();
    }

    /** As MLflow writes it: 01, +1 and the digits of other scripts are none. */
    private static Optional<Integer> number(VersionRef ref) {
        if (!NUMBER.matcher(ref.version()).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Integer.valueOf(ref.version()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static ModelRow model(ResultSet row, int number) throws SQLException {
        return new ModelRow(
                row.getString("name"),
                team(row),
                JsonColumns.texts(row.getString("stages")),
                row.getString("latest"),
                row.getInt("versions"),
                Instant.ofEpochMilli(row.getLong("changed")),
                row.getString("description"),
                JsonColumns.texts(row.getString("tags")));
    }

    private static VersionRow version(ResultSet row, int number) throws SQLException {
        var metrics = row.getString("metrics");
        return new VersionRow(
                new VersionRef(row.getString("model"), row.getString("version")),
                team(row),
                row.getString("stage"),
                List.of((String[]) row.getArray("aliases").getArray()),
                row.getString("run_id"),
                row.getString("source"),
                row.getString("status"),
                row.getString("description"),
                Instant.ofEpochMilli(row.getLong("creation_time")),
                Instant.ofEpochMilli(row.getLong("last_updated_time")),
                JsonColumns.texts(row.getString("tags")),
                metrics == null ? java.util.Map.of() : JsonColumns.numbers(metrics));
    }

    private static @Nullable TeamId team(ResultSet row) throws SQLException {
        var team = row.getObject("team_id", UUID.class);
        return team == null ? null : new TeamId(team);
    }
}
