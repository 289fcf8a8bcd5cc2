package dev.slipway.portal.experiments;

import com.vaadin.flow.router.QueryParameters;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What is compared, as the address says it.
 *
 * @param equalRows whether rows are shown in which all runs agree
 * @param differences whether differences to the first run, or the champion, stand beside the values
 */
record CompareState(List<String> runIds, boolean equalRows, boolean differences) {

    private static final String RUNS = "runs";
    private static final String ROWS = "rows";
    private static final String DIFFERENCES = "differences";

    CompareState {
        runIds = List.copyOf(runIds);
    }

    static CompareState of(QueryParameters parameters) {
        var ids = Arrays.stream(parameters.getSingleParameter(RUNS).orElse("").split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
        return new CompareState(
                ids,
                parameters.getSingleParameter(ROWS).filter("all"::equals).isPresent(),
                parameters.getSingleParameter(DIFFERENCES).filter("yes"::equals).isPresent());
    }

    QueryParameters parameters() {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put(RUNS, String.join(",", runIds));
        if (equalRows) {
            parameters.put(ROWS, "all");
        }
        if (differences) {
            parameters.put(DIFFERENCES, "yes");
        }
        return QueryParameters.simple(parameters);
    }

    CompareState withEqualRows(boolean shown) {
        return new CompareState(runIds, shown, differences);
    }

    CompareState withDifferences(boolean shown) {
        return new CompareState(runIds, equalRows, shown);
    }
}
