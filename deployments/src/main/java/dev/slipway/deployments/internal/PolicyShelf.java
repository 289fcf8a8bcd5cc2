package dev.slipway.deployments.internal;

import dev.slipway.deployments.internal.policy.EvidenceDigest;
import dev.slipway.deployments.internal.policy.Policy;
import dev.slipway.deployments.internal.policy.PolicyBook;
import dev.slipway.deployments.internal.policy.PolicyBook.Numbered;
import dev.slipway.deployments.internal.policy.PolicyReader;
import dev.slipway.deployments.internal.policy.Sentences;
import dev.slipway.deployments.promotion.InvalidPolicy;
import dev.slipway.deployments.promotion.Policies.PolicyRow;
import dev.slipway.deployments.promotion.PolicyUnreadable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The versions of policies as the database keeps them; the newest of each name is in force. */
@Component
public class PolicyShelf {

    private static final Logger log = LoggerFactory.getLogger(PolicyShelf.class);
    private static final String NEWEST =
            "select distinct on (name) * from deployments.policy_version order by name, version desc";

    private final JdbcClient jdbc;
    private final PolicyReader reader;
    private final Clock clock;
    private final Map<String, Policy> read = new ConcurrentHashMap<>();

    PolicyShelf(JdbcClient jdbc, StageList stages, Clock clock) {
        this.jdbc = jdbc;
        this.reader = new PolicyReader(stages.names());
        this.clock = clock;
    }

    /** @throws InvalidPolicy with line and column */
    Policy parse(String yaml) {
        return read.computeIfAbsent(EvidenceDigest.sha256(yaml), digest -> reader.read(yaml));
    }

    public List<PolicyRow> all() {
        return newest().map(this::row).toList();
    }

    public Optional<PolicyRow> find(String name) {
        return newest().filter(version -> version.name.equals(name)).findFirst().map(this::row);
    }

    PolicyBook book() {
        return new PolicyBook(newest().flatMap(this::numbered).toList());
    }

    /**
     * The policy for a move.
     *
     * @throws PolicyUnreadable if there is one in force that cannot be read: it may be the one
     */
    Numbered governing(String stage, String model) {
        return new PolicyBook(newest().map(this::readable).toList()).governing(stage, model);
    }

    /** The newest version of that name, empty when there is none that can be read. */
    Optional<Policy> inForce(String name) {
        return book().named(name).map(Numbered::policy);
    }

    private Numbered readable(Stored stored) {
        try {
            return new Numbered(parse(stored.yaml), stored.version);
        } catch (InvalidPolicy e) {
            throw new PolicyUnreadable(stored.name, stored.version, e);
        }
    }

    /** Adds the text as the next version, unless it is the newest already. @return whether it was added */
    boolean add(String name, String yaml, String savedBy) {
        return jdbc.sql("""
                        insert into deployments.policy_version (name, version, yaml, digest, saved_at, saved_by)
                        select :name, coalesce(max(version), 0) + 1, :yaml, :digest, :now, :by
                        from deployments.policy_version where name = :name
                        having :digest is distinct from (select digest from deployments.policy_version
                            where name = :name order by version desc limit 1)
                        """)
                        .param("name", name)
                        .param("yaml", yaml)
                        .param("digest", EvidenceDigest.sha256(yaml))
                        .param("now", Timestamp.from(clock.instant()))
                        .param("by", savedBy)
                        .update()
                > 0;
    }

    private Stream<Stored> newest() {
        return jdbc.sql(NEWEST).query(PolicyShelf::stored).list().stream();
    }

    private Stream<Numbered> numbered(Stored stored) {
        try {
            return Stream.of(readable(stored));
        } catch (PolicyUnreadable e) {
            log.warn("policy.unreadable name={} version={} reason=\"{}\"", stored.name, stored.version, e.getMessage());
            return Stream.empty();
        }
    }

    private PolicyRow row(Stored stored) {
        return new PolicyRow(
                stored.name,
                stored.version,
                stored.yaml,
                stored.digest,
                stored.savedAt.toInstant(),
                stored.savedBy,
                sentences(stored));
    }

    private List<String> sentences(Stored stored) {
        try {
            return Sentences.of(parse(stored.yaml));
        } catch (InvalidPolicy e) {
            return List.of("It is not in force, because it cannot be read: " + e.getMessage());
        }
    }

    private static Stored stored(ResultSet row, int number) throws SQLException {
        return new Stored(
                row.getString("name"),
                row.getInt("version"),
                row.getString("yaml"),
                row.getString("digest"),
                row.getTimestamp("saved_at"),
                row.getString("saved_by"));
    }

    private record Stored(String name, int version, String yaml, String digest, Timestamp savedAt, String savedBy) {}
}
