package dev.slipway.portal.models;

import dev.slipway.experiments.VersionRef;
import dev.slipway.portal.kit.Paths;

/** Where models and versions are. */
public final class ModelsLinks {

    static final String LIST = "models";
    static final String MODEL = "models/:model";
    static final String VERSION = "models/:model/:version";

    private ModelsLinks() {}

    public static String list() {
        return LIST;
    }

    public static String model(String name) {
        return "models/" + Paths.segment(name);
    }

    public static String version(VersionRef version) {
        return model(version.model()) + "/" + Paths.segment(version.version());
    }
}
