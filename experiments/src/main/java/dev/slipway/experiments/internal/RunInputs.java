package dev.slipway.experiments.internal;

import dev.slipway.experiments.Runs.RunInput;
import java.util.ArrayList;
import java.util.List;

/** The data sets of a run, from the index's JSON. */
public final class RunInputs {

    private RunInputs() {}

    public static List<RunInput> of(String json) {
        var inputs = new ArrayList<RunInput>();
        JsonColumns.tree(json)
                .forEach(input -> inputs.add(new RunInput(
                        input.path("name").asString(""),
                        input.path("digest").asString(""),
                        input.path("source_type").asString(""),
                        input.path("context").asString(""))));
        return inputs;
    }
}
