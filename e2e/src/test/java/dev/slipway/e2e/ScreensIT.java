package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.slipway.e2e.Browser.Look;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Every screen, filled by the demo, as people see it: photographed wide and narrow, light and dark, and gone over by axe. */
class ScreensIT {

    private static final Map<String, String> BEFORE_SIGNING_IN = Map.of(
            "sign-in", "login",
            "sign-in-refused", "login?error",
            "sign-in-locked", "login?locked=90",
            "sign-in-ended", "login?ended",
            "reset", "reset?secret=mistyped",
            "reset-incomplete", "reset",
            "welcome-used", "welcome");

    /** A page is loaded once, then its window is made smaller and its scheme changed. */
    private static final List<Look> LOOKS = List.of(Look.DESK, Look.DESK_DARK, Look.PHONE_DARK, Look.PHONE);

    private final Demo demo = Demo.get();

    private final Map<String, List<String>> found = new LinkedHashMap<>();

    @Test
    void bearsNobodyABarrierBeforeSigningIn() {
        try (var visitor = Browser.get().visitor(demo.portal(), LOOKS.getFirst())) {
            BEFORE_SIGNING_IN.forEach((name, path) -> look(visitor, name, path));
        }

        assertThat(found).isEmpty();
    }

    @Test
    void bearsNobodyABarrierOnAnyScreen() {
        for (var role : List.of("ml_engineer", "admin", "data_scientist", "manager", "outsider")) {
            try (var visitor =
                    Browser.get().visitor(demo.portal(), LOOKS.getFirst()).signIn(demo.login(role))) {
                screens(role).forEach((name, path) -> look(visitor, name, path));
            }
        }

        assertThat(found).isEmpty();
    }

    private void look(Visitor visitor, String name, String path) {
        visitor.page()
                .setViewportSize(LOOKS.getFirst().width(), LOOKS.getFirst().height());
        visitor.open(path);
        photograph(name, visitor);
    }

    private void photograph(String name, Visitor visitor) {
        for (var look : LOOKS) {
            note(name + " " + look, visitor.turnTo(look).photograph(name, look));
        }
    }

    private void note(String name, Visitor visitor) {
        var barriers = visitor.barriers();
        if (!barriers.isEmpty()) {
            found.put(name, barriers);
        }
    }

    @Test
    void bearsNobodyABarrierWithSomethingOpen() {
        for (var role : List.of("data_scientist", "ml_engineer", "admin")) {
            try (var visitor =
                    Browser.get().visitor(demo.portal(), LOOKS.getFirst()).signIn(demo.login(role))) {
                opened(role).forEach((name, open) -> {
                    visitor.turnTo(LOOKS.getFirst());
                    open.accept(visitor);
                    PlaywrightAssertions.assertThat(visitor.dialog()).hasCount(1);
                    photograph("open-" + name, visitor);
                });
            }
        }

        assertThat(found).isEmpty();
    }

    private Map<String, Consumer<Visitor>> opened(String role) {
        var version = "models/employment/" + demo.versionWithRole("passes");
        var opened = new LinkedHashMap<String, Consumer<Visitor>>();
        switch (role) {
            case "data_scientist" -> {
                opened.put("request", visitor -> visitor.open(version).press("Request promotion"));
                opened.put(
                        "request-refused",
                        visitor ->
                                visitor.open(version).press("Request promotion").press("Request promotion"));
                opened.put("register", visitor -> visitor.open("runs/" + run()).press("Register version"));
                opened.put(
                        "columns",
                        visitor -> visitor.open("experiments/" + experiment()).press("Columns"));
                opened.put("token", visitor -> visitor.open("account").press("New token"));
                opened.put("palette", visitor -> visitor.open("models").strike("Control+k"));
                opened.put("keys", visitor -> visitor.open("models").strike("?"));
            }
            case "ml_engineer" -> {
                opened.put(
                        "roll-back",
                        visitor -> visitor.open("promotions/" + promotion("PROMOTED&model=digits"))
                                .press("Roll back"));
                opened.put("roll-back-refused", visitor -> visitor.press("Roll back"));
            }
            case "admin" -> {
                opened.put("person", visitor -> visitor.open("people").press("Add a person"));
                opened.put("person-refused", visitor -> visitor.press("Add a person"));
                opened.put("manage", visitor -> visitor.open("people").manage(demo.login("viewer")));
            }
            default -> throw new IllegalArgumentException(role);
        }
        return opened;
    }

    @Test
    void showsThePiecesInDevelopmentOnly() {
        try (var visitor = Browser.get().visitor(demo.portal(), Look.DESK).signIn(demo.login("admin"))) {
            visitor.open("kit").sees("There is no such page");
        }
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
                screens.put("experiments-nothing", "experiments?name=no-such-thing");
                screens.put("models", "models");
                screens.put("models-nothing", "models?name=no-such-thing");
                screens.put("audit-nothing", "audit?actor=nobody-at-all");
                screens.put("no-such-model", "models/no-such-model");
                screens.put("no-such-promotion", "promotions/no-such-promotion");
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
                screens.put("teams", "people?part=teams");
                screens.put("ownership", "people?part=ownership");
                screens.put("roles", "people?part=roles");
            }
            case "data_scientist" -> screens.put("home-data-scientist", "");
            case "manager" -> screens.put("home-manager", "");
            case "outsider" -> {
                screens.put("home-outsider", "");
                screens.put("experiments-empty", "experiments");
                screens.put("models-empty", "models");
                screens.put("promotions-empty", "promotions");
                screens.put("account-other", "account");
                screens.put("not-yours", "models/employment");
            }
            default -> throw new IllegalArgumentException(role);
        }
        return screens;
    }

    private String experiment() {
        return demo.experiment("employment");
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

    /** The newest. Of employment it may be a rollback that another test left, which is not itself rolled back. */
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
