package dev.slipway.experiments;

import dev.slipway.experiments.internal.RunHintIndex;
import dev.slipway.security.Actors;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** What helps to ask for runs: the values of a parameter, whether a run was registered, whether anything changed. */
@Service
public class RunHints {

    private final Actors actors;
    private final RunHintIndex index;

    RunHints(Actors actors, RunHintIndex index) {
        this.actors = actors;
        this.index = index;
    }

    /** The values that a parameter has over these experiments, the most frequent first. */
    @Requires(Permission.READ)
    public List<String> values(List<String> experimentIds, String param, int limit) {
        return index.values(experimentIds, param, limit, actors.current());
    }

    /** As {@link #values}, for several parameters at the price of one statement. Parameters nobody has are left out. */
    @Requires(Permission.READ)
    public Map<String, List<String>> values(List<String> experimentIds, List<String> params) {
        return index.values(experimentIds, params, actors.current());
    }

    /** Whether any of the runs became a version. */
    @Requires(Permission.READ)
    public boolean hasRegistered(List<String> experimentIds) {
        return index.hasRegistered(experimentIds, actors.current());
    }

    /** A text that differs from the one before when a run or version of these experiments came, went or changed. */
    @Requires(Permission.READ)
    public String stamp(List<String> experimentIds) {
        return index.stamp(experimentIds, actors.current());
    }
}
