package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.Browser.Look;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every screen, filled by the demo, as people see it: photographed wide and narrow, light and dark, and gone over by axe. */
class ScreensIT {

    private final Demo demo = Demo.get();

    static List<Look> looks() {
        return List.of(Look.DESK, Look.DESK_DARK, Look.PHONE, Look.PHONE_DARK);
    }

    @ParameterizedTest
    @MethodSource("looks")
    void bearsNobodyABarrierBeforeSigningIn(Look look) {
        try (var visitor = Browser.get().visitor(demo.portal(), look)) {
            var barriers = new ArrayList<String>();
            visitor.open("login").photograph("sign-in", look);
            barriers.addAll(visitor.barriers());
            visitor.open("login?error").photograph("sign-in-refused", look);
            barriers.addAll(visitor.barriers());

            assertThat(barriers).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void bearsNobodyABarrierOnAnyScreen(Look look) {
        var found = new LinkedHashMap<String, List<String>>();
        for (var role : List.of("ml_engineer", "admin", "data_scientist", "manager", "outsider")) {
            try (var visitor = Browser.get().visitor(demo.portal(), look).signIn(demo.login(role))) {
                screens(role).forEach((name, path) -> {
                    var barriers = visitor.open(path).photograph(name, look).barriers();
                    if (!barriers.isEmpty()) {
                        found.put(name, barriers);
                    }
                });
            }
        }

        assertThat(found).isEmpty();
    }

    private Map<String, String> screens(String role) {
        var screens = new LinkedHashMap<String, String>();
        switch (role) {
            case "ml_engineer" -> {
                screens.put("home-ml-engineer", "");
                screens.put("experiments", "experiments");
                screens.put("runs", "experiments/" + experiment());
                screens.put("runs-nothing", "experiments/" + experiment() + "?filter=metrics.roc_auc%20%3E%202");
                screens.put(
                        "runs-wrong-filter", "experiments/" + experiment() + "?filter=metrics.roc_auc%20%3E%3E%202");
                screens.put("run", "runs/" + run());
                screens.put("compare", "compare?runs=" + String.join(",", runs(3)));
                screens.put("models", "models");
                screens.put("model", "models/employment");
                screens.put("version", "models/employment/" + demo.versionWithRole("passes"));
                screens.put("version-bad-twin", "models/employment/" + demo.versionWithRole("bad-twin"));
                screens.put("promotions", "promotions");
                screens.put("promotion", "promotions/" + promotion("PROMOTED"));
                screens.put("promotion-refused", "promotions/" + promotion("GATES_FAILED"));
                screens.put("policies", "policies");
                screens.put("policy", "policies/production");
                screens.put("audit", "audit");
                screens.put("account", "account");
                screens.put("unknown", "no-such-page");
                screens.put("no-such-run", "runs/0123");
            }
            case "admin" -> {
                screens.put("home-admin", "");
                screens.put("people", "people");
            }
            case "data_scientist" -> screens.put("home-data-scientist", "");
            case "manager" -> screens.put("home-manager", "");
            case "outsider" -> {
                screens.put("home-outsider", "");
                screens.put("experiments-empty", "experiments");
                screens.put("models-empty", "models");
                screens.put("not-yours", "models/employment");
            }
            default -> throw new IllegalArgumentException(role);
        }
        return screens;
    }

    private String experiment() {
        for (var experiment :
                demo.as("viewer").get("/api/v1/experiments").json().get("items")) {
            if (experiment.get("name").asString().equals("employment")) {
                return experiment.get("experiment_id").asString();
            }
        }
        throw new AssertionError("No experiment employment");
    }

    private String run() {
        return demo.as("viewer")
                .get("/api/v1/models/employment/versions/" + demo.versionWithRole("passes"))
                .text("run_id");
    }

    private List<String> runs(int count) {
        return demo.as("viewer")
                .post("/api/v1/runs/search", """
                        {"experiment_ids": ["%s"], "order_by": ["metrics.roc_auc DESC"], "limit": %d}
                        """.formatted(experiment(), count))
                .json()
                .get("items")
                .valueStream()
                .map(run -> run.get("run_id").asString())
                .toList();
    }

    private String promotion(String state) {
        return demo.as("viewer")
                .get("/api/v1/promotions?state=" + state + "&limit=1")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();
    }
}
