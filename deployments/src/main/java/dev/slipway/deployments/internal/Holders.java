package dev.slipway.deployments.internal;

import dev.slipway.deployments.promotion.PromotionId;
import dev.slipway.deployments.promotion.Stages.Stage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who holds which stage, now and at any time before. The truth that MLflow mirrors. */
@Component
public class Holders {

    private static final String OPEN =
            "update deployments.stage_holder set until = :now where until is null and model = :model";

    private final JdbcClient jdbc;
    private final StageList stages;

    Holders(JdbcClient jdbc, StageList stages) {
        this.jdbc = jdbc;
        this.stages = stages;
    }

    /** Stage to version; of a stage that several versions are in, the latest arrival. @param at null for now */
    public Map<String, String> at(String model, @Nullable Instant at) {
        var moment = at == null ? null : Timestamp.from(at);
        var held = new LinkedHashMap<String, String>();
        jdbc.sql("""
                select stage, version from deployments.stage_holder
                where model = :model and version is not null
                  and (case when cast(:at as timestamptz) is null then until is null
                            else since <= :at and (until is null or until > :at) end)
                order by since
                """).param("model", model).param("at", moment, Types.TIMESTAMP).query(row -> {
            held.put(row.getString("stage"), row.getString("version"));
        });
        return inOrder(held);
    }

    /** As {@link #at}, for many models now; those without a holder are left out. */
    public Map<String, Map<String, String>> now(Collection<String> models) {
        var held = new HashMap<String, Map<String, String>>();
        jdbc.sql("""
                select model, stage, version from deployments.stage_holder
                where model = any (?) and version is not null and until is null order by since
                """).param(models.toArray(String[]::new)).query(row -> {
            held.computeIfAbsent(row.getString("model"), model -> new HashMap<>())
                    .put(row.getString("stage"), row.getString("version"));
        });
        held.replaceAll((model, stages) -> inOrder(stages));
        return held;
    }

    private Map<String, String> inOrder(Map<String, String> held) {
        var ordered = new LinkedHashMap<String, String>();
        stages.names().stream().filter(held::containsKey).forEach(stage -> ordered.put(stage, held.get(stage)));
        return ordered;
    }

    /** What was last recorded of a stage with an alias; empty when Slipway never saw a holder. */
    Optional<Record> record(String model, String stage) {
        return jdbc.sql(
                        "select * from deployments.stage_holder where until is null and exclusive and model = ? and stage = ?")
                .params(model, stage)
                .query(Holders::row)
                .optional();
    }

    Optional<String> holder(String model, String stage) {
        return record(model, stage).flatMap(row -> Optional.ofNullable(row.version()));
    }

    /** Each version that is somewhere, with the stages it is in. */
    Map<String, Set<String>> held(String model) {
        var held = new HashMap<String, Set<String>>();
        jdbc.sql(
                        "select stage, version from deployments.stage_holder where until is null and version is not null and model = ?")
                .param(model)
                .query(row -> {
                    held.computeIfAbsent(row.getString("version"), version -> new TreeSet<>())
                            .add(row.getString("stage"));
                });
        return held;
    }

    /** Who is in the stages without an alias, each of which takes many. */
    List<Listed> listed(String model) {
        return jdbc.sql(
                        "select id, stage, version, source from deployments.stage_holder where until is null and not exclusive and model = ?")
                .param(model)
                .query((row, n) -> new Listed(
                        row.getObject("id", UUID.class),
                        row.getString("stage"),
                        row.getString("version"),
                        row.getString("source")))
                .list();
    }

    /** @return false if it had left before */
    boolean leave(Listed listed, Instant now) {
        return jdbc.sql("update deployments.stage_holder set until = ? where id = ? and until is null")
                        .params(Timestamp.from(now), listed.id())
                        .update()
                == 1;
    }

    /** The stage that each version is said to be in; those that are in none are left out. */
    public Map<String, String> stageOfEach(String model) {
        var stageOf = new HashMap<String, String>();
        held(model).forEach((version, names) -> stages.leading(names).ifPresent(stage -> stageOf.put(version, stage)));
        return stageOf;
    }

    /** The models that have a version in this stage now. */
    public List<String> modelsIn(String stage) {
        return jdbc.sql(
                        "select distinct model from deployments.stage_holder where until is null and version is not null and stage = ?")
                .param(stage)
                .query((row, n) -> row.getString("model"))
                .list();
    }

    /** The stage a version is said to be in. */
    String stageOf(String model, String version) {
        return stages.leading(held(model).getOrDefault(version, Set.of())).orElse(stages.first());
    }

    boolean isMoving(String model) {
        return jdbc.sql(
                        "select exists (select from deployments.promotion where model = ? and state in ('APPROVED', 'EXECUTING'))")
                .param(model)
                .query(Boolean.class)
                .single();
    }

    boolean isMovingBesides(String model, PromotionId promotion) {
        return jdbc.sql(
                        "select exists (select from deployments.promotion where model = ? and id <> ? and state in ('APPROVED', 'EXECUTING'))")
                .params(model, promotion.value())
                .query(Boolean.class)
                .single();
    }

    /** The alias was there before Slipway, or was moved behind its back and taken as the truth. */
    void adopt(String model, String stage, Held held, Instant now) {
        replace(new Change(model, stage, held, "ADOPTED", null, now));
    }

    void promoted(String model, Stage stage, Held held, PromotionId promotion, boolean rollback, Instant now) {
        if (stage.alias() == null) {
            leaveAll(model, held.version(), promotion, now);
            insert(new Change(model, stage.name(), held, "PROMOTED", promotion, now), null, false);
            return;
        }
        leaveLists(model, held.version(), now);
        replace(new Change(model, stage.name(), held, rollback ? "ROLLED_BACK" : "PROMOTED", promotion, now));
    }

    /** @param promotion null when it was not a move of Slipway's: the holder is gone from MLflow */
    void vacated(String model, String stage, @Nullable PromotionId promotion, Instant now) {
        replace(new Change(model, stage, null, "VACATED", promotion, now));
    }

    /** What the version was made of when it last got the stage; empty when that was not kept. */
    Optional<String> sourceThen(String model, String stage, String version) {
        return jdbc.sql("""
                select source from deployments.stage_holder
                where model = ? and stage = ? and version = ? and exclusive and source is not null
                order by since desc limit 1
                """).params(model, stage, version).query(String.class).optional();
    }

    private void leaveAll(String model, String version, PromotionId promotion, Instant now) {
        for (var stage : held(model).getOrDefault(version, Set.of())) {
            if (holder(model, stage).filter(version::equals).isPresent()) {
                vacated(model, stage, promotion, now);
            }
        }
        leaveLists(model, version, now);
    }

    private void leaveLists(String model, String version, Instant now) {
        jdbc.sql(OPEN + " and not exclusive and version = :version")
                .param("now", Timestamp.from(now))
                .param("model", model)
                .param("version", version)
                .update();
    }

    private void replace(Change change) {
        var before = holder(change.model, change.stage).orElse(null);
        jdbc.sql(OPEN + " and exclusive and stage = :stage")
                .param("now", Timestamp.from(change.now))
                .param("model", change.model)
                .param("stage", change.stage)
                .update();
        insert(change, before, true);
    }

    private void insert(Change change, @Nullable String previous, boolean exclusive) {
        jdbc.sql("""
                insert into deployments.stage_holder (id, model, stage, version, source, exclusive, kind, promotion_id, previous, since)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .param(UUID.randomUUID())
                .param(change.model)
                .param(change.stage)
                .param(change.held == null ? null : change.held.version())
                .param(change.held == null ? null : change.held.source())
                .param(exclusive)
                .param(change.kind)
                .param(change.promotion == null ? null : change.promotion.value())
                .param(previous)
                .param(Timestamp.from(change.now))
                .update();
    }

    /** What a version went through by its stages, oldest first. */
    List<Stay> stays(String model, String version) {
        return jdbc.sql("""
                select h.stage, h.kind, h.since, h.until, n.version successor
                from deployments.stage_holder h
                left join deployments.stage_holder n on n.model = h.model and n.stage = h.stage and n.since = h.until
                    and n.exclusive and h.exclusive
                where h.model = ? and h.version = ? order by h.since
                """)
                .params(model, version)
                .query((row, n) -> new Stay(
                        row.getString("stage"),
                        row.getString("kind").equals("ADOPTED"),
                        row.getTimestamp("since").toInstant(),
                        instant(row, "until"),
                        row.getString("successor")))
                .list();
    }

    private static Record row(ResultSet row, int number) throws SQLException {
        var promotion = row.getObject("promotion_id", UUID.class);
        return new Record(
                row.getObject("id", UUID.class),
                row.getString("version"),
                row.getString("source"),
                row.getString("previous"),
                promotion == null ? null : new PromotionId(promotion));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var stamp = row.getTimestamp(column);
        return stamp == null ? null : stamp.toInstant();
    }

    /** @param source MLflow's of this version, which tells it from a later one with its number; null when it is not known */
    record Held(String version, @Nullable String source) {}

    /** @param source of the version, null when that was not kept */
    record Listed(
            UUID id, String stage, String version, @Nullable String source) {

        /** @param found the source that its number has now, null for none */
        boolean is(@Nullable String found) {
            return found != null && (source == null || source.equals(found));
        }
    }

    /**
     * @param version null: nobody, since it was given up
     * @param source of the version, null when that was not kept
     * @param previous who held it before, null for nobody
     */
    record Record(
            UUID id,
            @Nullable String version,
            @Nullable String source,
            @Nullable String previous,
            @Nullable PromotionId promotion) {}

    /** @param until null while it lasts; @param successor null for nobody */
    record Stay(
            String stage,
            boolean adopted,
            Instant since,
            @Nullable Instant until,
            @Nullable String successor) {}

    private record Change(
            String model,
            String stage,
            @Nullable Held held,
            String kind,
            @Nullable PromotionId promotion,
            Instant now) {}
}
