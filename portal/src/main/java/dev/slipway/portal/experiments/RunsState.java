package dev.slipway.portal.experiments;

import com.vaadin.flow.router.QueryParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the workbench shows, as its address says it.
 *
 * @param filter MLflow's filter text, empty for all
 * @param orderBy MLflow's, empty for the newest first
 * @param registered only the runs that became a version
 * @param columns as {@link RunColumn#text()}, empty for the usual ones
 */
record RunsState(String filter, boolean registered, List<String> orderBy, List<String> columns) {

    static final RunsState START = new RunsState("", false, List.of(), List.of());

    private static final String FILTER = "filter";
    private static final String REGISTERED = "registered";
    private static final String ORDER_BY = "order_by";
    private static final String COLUMN = "column";

    RunsState {
        filter = filter.strip();
        orderBy = List.copyOf(orderBy);
        columns = List.copyOf(columns);
    }

    static RunsState of(QueryParameters parameters) {
        return new RunsState(
                parameters.getSingleParameter(FILTER).orElse(""),
                parameters.getSingleParameter(REGISTERED).map(Boolean::valueOf).orElse(false),
                parameters.getParameters(ORDER_BY),
                parameters.getParameters(COLUMN));
    }

    QueryParameters parameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (!filter.isEmpty()) {
            parameters.put(FILTER, List.of(filter));
        }
        if (registered) {
            parameters.put(REGISTERED, List.of("true"));
        }
        if (!orderBy.isEmpty()) {
            parameters.put(ORDER_BY, orderBy);
        }
        if (!columns.isEmpty()) {
            parameters.put(COLUMN, columns);
        }
        return new QueryParameters(parameters);
    }

    RunsState withFilter(String text) {
        return new RunsState(text, registered, orderBy, columns);
    }

    RunsState withRegistered(boolean only) {
        return new RunsState(filter, only, orderBy, columns);
    }

    RunsState withOrderBy(List<String> orders) {
        return new RunsState(filter, registered, orders, columns);
    }

    RunsState withColumns(List<String> texts) {
        return new RunsState(filter, registered, orderBy, texts);
    }
}
