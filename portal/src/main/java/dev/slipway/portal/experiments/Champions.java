package dev.slipway.portal.experiments;

import dev.slipway.deployments.promotion.Stages;
import dev.slipway.experiments.Models;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.experiments.Runs.RunRow;
import dev.slipway.experiments.VersionRef;
import dev.slipway.kernel.Problem;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The version in production that a run has to stand beside. */
@Component
class Champions {

    private static final String STAGE = "Production";

    private final Models models;
    private final Stages stages;

    Champions(Models models, Stages stages) {
        this.models = models;
        this.stages = stages;
    }

    /** Of the first model that the run became a version of; empty when it became none or nothing is in production. */
    Optional<VersionRow> of(RunRow run) {
        return run.versions().stream()
                .map(VersionRef::model)
                .distinct()
                .flatMap(model -> of(model).stream())
                .findFirst();
    }

    private Optional<VersionRow> of(String model) {
        try {
            return Optional.ofNullable(stages.holders(model, null).get(STAGE))
                    .map(version -> models.version(new VersionRef(model, version)));
        } catch (Problem notTheReaders) {
            return Optional.empty();
        }
    }

    /** The one of these runs that is in production. */
    Optional<RunRow> among(List<RunRow> runs) {
        return runs.stream()
                .filter(run -> of(run).filter(champion -> run.runId().equals(champion.runId()))
                        .isPresent())
                .findFirst();
    }
}
