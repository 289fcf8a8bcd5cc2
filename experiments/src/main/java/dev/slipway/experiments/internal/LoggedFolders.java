package dev.slipway.experiments.internal;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Where a client of MLflow 2 logged models among the files of a run: it tells so in a tag. */
public final class LoggedFolders {

    private static final String TAG = "mlflow.log-model.history";

    private LoggedFolders() {}

    /** The folders, the latest first; empty when the tag is missing or is not as MLflow writes it. */
    public static List<String> of(Map<String, String> tags) {
        try {
            var paths = JsonColumns.tree(tags.getOrDefault(TAG, "[]")).valueStream();
            return paths.map(logged -> logged.path("artifact_path"))
                    .filter(JsonNode::isString)
                    .map(JsonNode::asString)
                    .distinct()
                    .toList()
                    .reversed();
        } catch (JacksonException e) {
            return List.of();
        }
    }
}
