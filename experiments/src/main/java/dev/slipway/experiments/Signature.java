package dev.slipway.experiments;

import java.util.List;

/** The columns a model takes and gives, as MLflow's model signature has them. */
public record Signature(List<Column> inputs, List<Column> outputs) {

    public Signature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * @param name empty for an unnamed tensor
     * @param type MLflow's type, such as {@code long}, {@code double}, {@code string}, or {@code tensor(float64, [-1, 64])}
     */
    public record Column(String name, String type, boolean required) {}
}
