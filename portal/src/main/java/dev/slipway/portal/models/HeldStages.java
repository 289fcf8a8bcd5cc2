package dev.slipway.portal.models;

import dev.slipway.deployments.promotion.Stages;
import dev.slipway.deployments.promotion.Stages.Stage;
import dev.slipway.experiments.Models.ModelRow;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.kernel.Page;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The stages of models and versions as Slipway moved them. The index has MLflow's tag instead, which anybody may write there. */
@Component
public class HeldStages {

    private final Stages stages;

    HeldStages(Stages stages) {
        this.stages = stages;
    }

    public ModelRow of(ModelRow model) {
        return model.withStages(stages.holders(model.name(), null));
    }

    /** One question for a page of models. */
    public List<ModelRow> of(List<ModelRow> models) {
        var holders = stages.holders(models.stream().map(ModelRow::name).toList());
        return models.stream()
                .map(model -> model.withStages(holders.getOrDefault(model.name(), Map.of())))
                .toList();
    }

    public Page<ModelRow> of(Page<ModelRow> models) {
        return new Page<>(of(models.items()), models.total());
    }

    public VersionRow of(VersionRow version) {
        return ofModel(version.ref().model(), List.of(version)).getFirst();
    }

    /** The versions of one model. */
    public List<VersionRow> ofModel(String model, List<VersionRow> versions) {
        var holders = stages.holders(model, null);
        var lists = stages.all().stream()
                .filter(stage -> stage.alias() == null)
                .map(Stage::name)
                .collect(Collectors.toSet());
        return versions.stream()
                .map(version -> version.withStage(stage(version, holders, lists)))
                .toList();
    }

    /**
     * The last in the order of those it holds. A stage without an alias may have several versions in it, of which the holders
     * name one: of the others the tag is believed, which claims no stage that one version alone can hold.
     */
    static @Nullable String stage(VersionRow version, Map<String, String> holders, Set<String> lists) {
        var tagged = version.stage();
        return holders.entrySet().stream()
                .filter(held -> held.getValue().equals(version.ref().version()))
                .map(Map.Entry::getKey)
                .reduce((earlier, later) -> later)
                .orElse(tagged != null && lists.contains(tagged) ? tagged : null);
    }
}
