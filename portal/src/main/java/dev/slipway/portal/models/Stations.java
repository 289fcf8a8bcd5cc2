package dev.slipway.portal.models;

import dev.slipway.portal.kit.Icon;
import java.util.List;

/** The eight stations of the loop. */
enum Stations {
    RUN(Icon.FLASK),
    REGISTERED(Icon.MODELS),
    GATES(Icon.SHIELD),
    APPROVAL(Icon.CHECK),
    STAGE(Icon.STAGE_PRODUCTION),
    ROLLOUT(Icon.ROCKET),
    MONITORING(Icon.HEALTH),
    RETRAINING(Icon.REFRESH);

    /** Stages that mean a version is in use, the highest first. */
    static final List<String> HELD = List.of("Production", "Staging");

    private final Icon icon;

    Stations(Icon icon) {
        this.icon = icon;
    }

    Icon icon() {
        return icon;
    }
}
