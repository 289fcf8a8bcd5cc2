package dev.slipway.deployments.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.experiments.VersionRef;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Slipway moved, whatever anybody wrote in MLflow. */
class StagesTest extends PromotionScene {

    @Test
    void knowEveryVersionOfAStageThatHasMany() {
        promote(first);
        archive(better);
        archive(worse);

        assertThat(as(VERA, () -> stages.ofVersions(model)))
                .isEqualTo(Map.of("1", "Production", "2", "Archived", "3", "Archived"));
        assertThat(as(VERA, () -> stages.holders(model, null))).isEqualTo(Map.of("Production", "1", "Archived", "3"));
    }

    @Test
    void believeNoTag() {
        mlflow.setTag(better, Mirror.TAG, "Archived");
        assertThat(as(VERA, () -> stages.ofVersions(model))).isEmpty();

        promote(first);
        mlflow.setTag(better, Mirror.TAG, "Production");
        mlflow.setTag(first, Mirror.TAG, "Archived");
        assertThat(as(VERA, () -> stages.ofVersions(model))).isEqualTo(Map.of("1", "Production"));
    }

    @Test
    void nameTheLastOfThoseThatOneVersionHolds() {
        var staging = request(first, "Staging").row().id();
        approve(staging, INES);
        reconcile();
        promote(first);

        assertThat(as(VERA, () -> stages.ofVersions(model))).isEqualTo(Map.of("1", "Production"));
    }

    @Test
    void areNotThoseOfAVersionThatWasMadeAnewUnderANumber() {
        archive(better);
        facts.makeAnew(better);

        watch();

        assertThat(as(VERA, () -> stages.ofVersions(model))).isEmpty();
        assertThat(auditOf("version/" + model + "/2")).containsExactly("stage.lost");
    }

    @Test
    void nameTheModelsInOneToWhoMayReadThem() {
        promote(first);

        assertThat(as(VERA, () -> stages.modelsIn("Production"))).contains(model);
        assertThat(as(OTTO, () -> stages.modelsIn("Production"))).doesNotContain(model);
        assertThat(as(VERA, () -> stages.modelsIn("Staging"))).doesNotContain(model);
    }

    private void archive(VersionRef version) {
        var id = request(version, "Archived").row().id();
        approve(id, INES);
        reconcile();
        clock.advance(Duration.ofSeconds(1));
    }
}
