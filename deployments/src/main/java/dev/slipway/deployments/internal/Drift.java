package dev.slipway.deployments.internal;

import dev.slipway.deployments.promotion.Stages.Stage;
import dev.slipway.security.AuditEvent;
import dev.slipway.security.TeamId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alias that is elsewhere than Slipway put it.
 *
 * @param expected the version that holds the stage, null for nobody
 * @param found where MLflow has the alias, null for nowhere
 */
record Drift(
        String model,
        Stage stage,
        String alias,
        @Nullable String expected,
        @Nullable String found,
        @Nullable TeamId team) {

    AuditEvent seen() {
        return new AuditEvent("alias.drifted", "model/" + model, team, facts(expected), facts(found));
    }

    /** @param reason empty when a policy says so */
    AuditEvent putBack(String reason) {
        var after = new HashMap<String, Object>(facts(expected));
        if (!reason.isEmpty()) {
            after.put("reason", reason);
        }
        return new AuditEvent("alias.reverted", "model/" + model, team, facts(found), after);
    }

    AuditEvent notPutBack(String why) {
        var after = new HashMap<String, Object>(facts(found));
        after.put("reason", why);
        return new AuditEvent("alias.revert_failed", "model/" + model, team, facts(expected), after);
    }

    private Map<String, ?> facts(@Nullable String version) {
        return Map.of("alias", alias, "stage", stage.name(), "version", version == null ? "" : version);
    }
}
