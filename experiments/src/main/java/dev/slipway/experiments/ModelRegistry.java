package dev.slipway.experiments;

import java.util.Optional;

/**
 * MLflow's registry as it is now, not as the index remembers it: what the promotion reconciler reads and moves. Every
 * call has a time limit, none may be made inside a database transaction, and each throws {@link MlflowUnavailable} when
 * MLflow does not answer. Moves are last-writer-wins in MLflow, so a caller re-reads before it moves.
 */
public interface ModelRegistry {

    /** Whether the version is there and READY. */
    boolean exists(VersionRef version);

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
}
