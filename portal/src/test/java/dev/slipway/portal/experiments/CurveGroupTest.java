package dev.slipway.portal.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CurveGroupTest {

    @Test
    void pairsTrainingAndValidation() {
        assertThat(CurveGroup.of(List.of("train_loss", "validation_loss")))
                .containsExactly(new CurveGroup("loss", "train_loss", "validation_loss"));
        assertThat(CurveGroup.of(List.of("train/loss", "val/loss")))
                .containsExactly(new CurveGroup("loss", "train/loss", "val/loss"));
        assertThat(CurveGroup.of(List.of("loss_train", "loss_val")))
                .containsExactly(new CurveGroup("loss", "loss_train", "loss_val"));
    }

    @Test
    void takesThePlainNameForTraining() {
        assertThat(CurveGroup.of(List.of("accuracy", "val_accuracy")))
                .containsExactly(new CurveGroup("accuracy", "accuracy", "val_accuracy"));
    }

    @Test
    void prefersTheSpelledOutTrainingSide() {
        assertThat(CurveGroup.of(List.of("auc", "train_auc", "validation_auc")))
                .containsExactly(
                        new CurveGroup("auc", "train_auc", "validation_auc"), new CurveGroup("auc", null, "auc"));
    }

    @Test
    void leavesWhatHasNoCounterpartAlone() {
        assertThat(CurveGroup.of(List.of("val_f1", "train_time", "rate")))
                .containsExactly(
                        new CurveGroup("val_f1", null, "val_f1"),
                        new CurveGroup("train_time", null, "train_time"),
                        new CurveGroup("rate", null, "rate"));
    }
}
