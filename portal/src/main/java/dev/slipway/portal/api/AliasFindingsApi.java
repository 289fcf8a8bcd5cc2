package dev.slipway.portal.api;

import dev.slipway.deployments.promotion.Stages;
import dev.slipway.deployments.promotion.Stages.AliasFinding;
import dev.slipway.experiments.Models;
import dev.slipway.portal.api.PageRequest.Items;
import dev.slipway.portal.api.PromotionsApi.ReasonBody;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "models")
class AliasFindingsApi {

    private final Models models;
    private final Stages stages;

    AliasFindingsApi(Models models, Stages stages) {
        this.models = models;
        this.stages = stages;
    }

    @GetMapping("/alias-findings")
    @Requires(Permission.READ)
    @Operation(summary = "Aliases that were moved outside Slipway and are still elsewhere, oldest first")
    Items<FindingBody> list() {
        var findings = stages.findings().stream().map(FindingBody::of).toList();
        return Items.all(findings);
    }

    @PostMapping("/models/{model}/stages/{stage}/put-back")
    @Requires(Permission.ROLL_BACK)
    @Operation(
            summary = "Puts the alias of a stage back on the version that holds it; answers with who holds each stage")
    @RequestBody(content = @Content(schema = @Schema(implementation = ReasonBody.class)))
    HoldersBody putBack(@PathVariable String model, @PathVariable String stage, JsonBody body) {
        models.get(model);
        stages.checkMayPutBack(model, stage);
        stages.putBack(model, stage, body.read(ReasonBody.class).text());
        return new HoldersBody(model, stages.holders(model, null));
    }

    @Json
    record FindingBody(
            String model,
            String stage,
            String alias,
            @Nullable String expected,
            @Nullable String found,
            Instant since) {

        static FindingBody of(AliasFinding finding) {
            return new FindingBody(
                    finding.model(),
                    finding.stage(),
                    finding.alias(),
                    finding.expected(),
                    finding.found(),
                    finding.since());
        }
    }

    @Json
    record HoldersBody(String model, Map<String, String> stages) {}
}
