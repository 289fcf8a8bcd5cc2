package dev.slipway.deployments.internal;

import dev.slipway.deployments.promotion.StageSettings;
import dev.slipway.deployments.promotion.Stages.Stage;
import dev.slipway.kernel.InvalidField;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The configured stages in their order. */
@Component
public class StageList {

    private final List<Stage> stages;

    StageList(StageSettings settings) {
        this.stages = settings.stages();
    }

    public List<Stage> all() {
        return stages;
    }

    public List<String> names() {
        return stages.stream().map(Stage::name).toList();
    }

    /** In any case of letters. @throws InvalidField that names the known stages */
    public Stage target(String name) {
        return find(name)
                .orElseThrow(() -> new InvalidField(
                        "/target_stage",
                        "There is no stage " + name + ". Use one of: " + String.join(", ", names()) + "."));
    }

    Optional<Stage> find(String name) {
        return stages.stream()
                .filter(stage -> stage.name().equalsIgnoreCase(name.trim()))
                .findFirst();
    }

    List<Stage> mirrored() {
        return stages.stream().filter(stage -> stage.alias() != null).toList();
    }

    /** Where a version is that never moved. */
    String first() {
        return stages.getFirst().name();
    }

    /** Of several stages that one version holds, the one that is said to be its stage: the last in the order. */
    Optional<String> leading(Collection<String> held) {
        return held.stream().max(Comparator.comparingInt(name -> names().indexOf(name)));
    }
}
