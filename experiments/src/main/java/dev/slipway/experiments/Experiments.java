package dev.slipway.experiments;

import dev.slipway.experiments.internal.ExperimentIndex;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.PageQuery;
import dev.slipway.security.Actors;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import dev.slipway.security.TeamId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The experiments the caller may see, out of the index. */
@Service
public class Experiments {

    private final Actors actors;
    private final ExperimentIndex index;

    Experiments(Actors actors, ExperimentIndex index) {
        this.actors = actors;
        this.index = index;
    }

    @Requires(Permission.READ)
    public Page<ExperimentRow> find(ExperimentFilter filter, PageQuery page, Sort sort) {
        return index.find(filter, page, sort, actors.current());
    }

    /** @throws ExperimentNotFound if there is none with this id */
    @Requires(Permission.READ)
    public ExperimentRow get(String experimentId) {
        var row = index.get(experimentId).orElseThrow(() -> new ExperimentNotFound(experimentId));
        actors.current().require(Permission.READ, row.team(), "Experiment " + experimentId);
        return row;
    }

    /** How many experiments no team owns: a gap that an admin can close. */
    @Requires(Permission.SEE_UNOWNED)
    public long unowned() {
        return index.unowned();
    }

    /** @param name part of the name, any case; empty for all */
    public record ExperimentFilter(String name) {
        public static final ExperimentFilter ALL = new ExperimentFilter("");
    }

    public enum Sort {
        LAST_UPDATE_FIRST,
        NAME,
        MOST_RUNS_FIRST
    }

    /**
     * @param team null when no rule names one
     * @param lastUpdateTime the latest of the experiment's own stamp and its runs' starts and ends
     */
    public record ExperimentRow(
            String experimentId,
            String name,
            @Nullable TeamId team,
            long runCount,
            Instant lastUpdateTime,
            Map<String, String> tags) {}
}
