package dev.slipway.deployments.promotion;

import dev.slipway.deployments.promotion.Stages.Stage;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The stages in their order, under {@code slipway.stages[n].name} and {@code .alias}.
 *
 * @param stages at least two; the first is where a version is that never moved
 */
@ConfigurationProperties("slipway")
public record StageSettings(List<Stage> stages) {

    private static final List<Stage> DEFAULT = List.of(
            new Stage("Development", null),
            new Stage("Staging", "challenger"),
            new Stage("Production", "champion"),
            new Stage("Archived", null));

    public StageSettings(@Nullable List<Stage> stages) {
        this.stages = stages == null || stages.isEmpty() ? DEFAULT : List.copyOf(stages);
        check(this.stages);
    }

    private static void check(List<Stage> stages) {
        if (stages.size() < 2) {
            throw new IllegalArgumentException("slipway.stages needs two stages or more, such as Staging, Production.");
        }
        requireDistinct(stages.stream().map(Stage::name).toList(), "name");
        requireDistinct(
                stages.stream().map(Stage::alias).filter(Objects::nonNull).toList(), "alias");
    }

    private static void requireDistinct(List<String> words, String what) {
        var seen = new HashSet<String>();
        for (var word : words) {
            if (word.isBlank() || !seen.add(word.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "slipway.stages: the " + what + " '" + word + "' is empty or given twice. Each needs its own.");
            }
        }
    }
}
