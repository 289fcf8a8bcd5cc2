package dev.slipway.deployments.internal;

import dev.slipway.experiments.Freshness;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.experiments.Signature;
import dev.slipway.experiments.VersionRef;
import dev.slipway.security.TeamId;
import dev.slipway.serving.ParityReport;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of versions elsewhere: the index, signatures, the proofs of twins. A seam, so that promotion can be tried without them. */
public interface VersionFacts {

    /**
     * As the index has it, if the caller may see it.
     *
     * @throws dev.slipway.experiments.ModelNotFound or VersionNotFound if there is none
     * @throws dev.slipway.security.Forbidden if it is another team's
     */
    VersionRow version(VersionRef version);

    /** Empty when the index has none. */
    Optional<VersionRow> find(VersionRef version);

    /**
     * Reads versions of one model and their runs in MLflow anew, so that what is decided now is decided on what is true now:
     * not inside a transaction.
     *
     * @throws dev.slipway.experiments.MlflowUnavailable when MLflow does not answer
     */
    void readAnew(String model, Set<String> versions);

    /** Whose it is; also the check that the caller may see it. @throws dev.slipway.experiments.ModelNotFound if there is none */
    @Nullable
    TeamId team(String model);

    /** Those of these models that the caller may see. */
    Set<String> readable(Collection<String> models);

    /** May ask MLflow: not inside a transaction. */
    Optional<Signature> signature(VersionRef version);

    ParityReport parity(VersionRef version);

    Freshness.State freshness();

    /** Just after the start, waits a moment for MLflow to be read: not inside a transaction. */
    Freshness.State freshnessOnceAsked();

    /** Every version of every team, for Slipway's own work. */
    List<VersionRow> all();
}
