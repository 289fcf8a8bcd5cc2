package dev.slipway.portal.experiments;

import dev.slipway.portal.kit.Paths;
import java.util.List;

/** Where experiments and runs are. */
public final class ExperimentsLinks {

    static final String LIST = "experiments";
    static final String RUNS = "experiments/:experiment";
    static final String RUN = "runs/:run";
    static final String COMPARE = "compare";

    private ExperimentsLinks() {}

    public static String list() {
        return LIST;
    }

    public static String runs(String experimentId) {
        return "experiments/" + Paths.segment(experimentId);
    }

    /** @param filter in MLflow's grammar */
    public static String runs(String experimentId, String filter) {
        return runs(experimentId) + "?filter=" + Paths.segment(filter);
    }

    public static String run(String runId) {
        return "runs/" + Paths.segment(runId);
    }

    public static String compare(List<String> runIds) {
        return COMPARE + "?runs=" + Paths.segment(String.join(",", runIds));
    }
}
