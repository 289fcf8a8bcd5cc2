package dev.slipway.experiments.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoggedFoldersTest {

    @Test
    void findsNoneWithoutTheTag() {
        assertThat(LoggedFolders.of(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no json", "[1, null, {}]", "{\"artifact_path\": \"x\"}", "[{\"artifact_path\": 3}]", "["})
    void findsNoneInATagThatIsNotAsMlflowWritesIt(String tag) {
        assertThat(LoggedFolders.of(Map.of("mlflow.log-model.history", tag))).isEmpty();
    }
}
