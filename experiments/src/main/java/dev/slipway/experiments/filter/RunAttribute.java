package dev.slipway.experiments.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The attributes of a run that MLflow filters and sorts by, and their other spellings. */
public enum RunAttribute {
    RUN_ID("run_id"),
    RUN_NAME("run_name"),
    USER_ID("user_id"),
    STATUS("status"),
    START_TIME("start_time"),
    END_TIME("end_time"),
    ARTIFACT_URI("artifact_uri");

    private static final Map<String, RunAttribute> OTHER_SPELLINGS = Map.of(
            "created", START_TIME,
            "Created", START_TIME,
            "run name", RUN_NAME,
            "Run name", RUN_NAME,
            "Run Name", RUN_NAME);

    private final String key;

    RunAttribute(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    static Optional<RunAttribute> of(String key) {
        return Arrays.stream(values())
                .filter(attribute -> attribute.key.equals(key))
                .findFirst()
                .or(() -> Optional.ofNullable(OTHER_SPELLINGS.get(key)));
    }

    static boolean isNumeric(String key) {
        return key.equals(START_TIME.key) || key.equals(END_TIME.key);
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(RunAttribute::key).toList();
    }
}
