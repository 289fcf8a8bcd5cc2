package dev.slipway.portal.models;

import dev.slipway.deployments.promotion.Stages;
import dev.slipway.experiments.Models.ModelRow;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.kernel.Page;
import java.util.List;
import java.util.Map;
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
        var stageOf = stages.ofVersions(model);
        return versions.stream()
                .map(version -> version.withStage(stageOf.get(version.ref().version())))
                .toList();
    }
}
