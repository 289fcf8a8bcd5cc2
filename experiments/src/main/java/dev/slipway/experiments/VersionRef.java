package dev.slipway.experiments;

/**
 * One version of a registered model.
 *
 * @param version MLflow's version number as text, such as {@code "3"}
 */
public record VersionRef(String model, String version) {

    @Override
    public String toString() {
        return model + " v" + version;
    }
}
