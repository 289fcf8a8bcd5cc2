package dev.slipway.experiments;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * MLflow's registry as it is now, not as the index remembers it: what the promotion reconciler reads and moves. Every
 * call has a time limit, none may be made inside a database transaction, and each throws {@link MlflowUnavailable} when
 * MLflow does not answer. Moves are last-writer-wins in MLflow, so a caller re-reads before it moves.
 */
public interface ModelRegistry {

    /**
     * Whether the version is there, READY and the one that is meant: MLflow gives the number of a deleted version again when
     * its model is made anew.
     *
     * @param source of the version that is meant, null for whatever has the number
     */
    boolean has(VersionRef version, @Nullable String source);

    /** The version an alias points at, empty when nobody holds it. @throws ModelNotFound if there is no such model */
    Optional<String> aliasHolder(String model, String alias);

    /** Points the alias at the version; safe to repeat. @throws VersionNotFound if MLflow has no such version */
    void setAlias(VersionRef version, String alias);

    /** Takes the alias away; safe to repeat. */
    void deleteAlias(String model, String alias);

    /** Safe to repeat. @throws VersionNotFound if MLflow has no such version */
    void setTag(VersionRef version, String key, String value);

    /** Safe to repeat. */
    void deleteTag(VersionRef version, String key);

    /** Brings the index up to what was just written for this model. */
    void reindex(String model);

    /** Brings the index up to what MLflow holds of this run now; a run that is deleted there stays as it was. */
    void reindexRun(String runId);
}
