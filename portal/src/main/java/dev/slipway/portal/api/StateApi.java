package dev.slipway.portal.api;

import dev.slipway.experiments.Freshness;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/state")
@Tag(name = "state")
class StateApi {

    private final Freshness freshness;

    StateApi(Freshness freshness) {
        this.freshness = freshness;
    }

    @GetMapping
    @Requires(Permission.SEE_OWN_ACCOUNT)
    @Operation(
            summary =
                    "Whether MLflow answers (up, down, or unknown just after the start), and up to which moment the index knows what it told")
    StateBody get() {
        var state = freshness.state();
        return new StateBody(new MlflowBody(
                word(state.answering()), state.upTo(), state.problem(), state.since(), state.mlflowUrl()));
    }

    private static String word(Freshness.Answering answering) {
        return switch (answering) {
            case UP -> "up";
            case DOWN -> "down";
            case NOT_ASKED -> "unknown";
        };
    }

    @Json
    record StateBody(MlflowBody mlflow) {}

    /** @param state up, down, or unknown until MLflow was read once since the start */
    @Json
    record MlflowBody(
            String state,
            @Nullable Instant upTo,
            @Nullable String problem,
            @Nullable Instant since,
            String url) {}
}
