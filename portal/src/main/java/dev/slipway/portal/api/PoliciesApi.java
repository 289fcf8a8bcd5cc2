package dev.slipway.portal.api;

import dev.slipway.deployments.promotion.Policies;
import dev.slipway.deployments.promotion.Policies.PolicyRow;
import dev.slipway.experiments.VersionRef;
import dev.slipway.kernel.InvalidField;
import dev.slipway.portal.api.MissingFields.Field;
import dev.slipway.portal.api.PageRequest.Items;
import dev.slipway.portal.api.PromotionsApi.GateBody;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/policies")
@Tag(name = "policies")
class PoliciesApi {

    private final Policies policies;

    PoliciesApi(Policies policies) {
        this.policies = policies;
    }

    @GetMapping
    @Requires(Permission.READ)
    @Operation(summary = "The promotion policies, each in its newest version")
    Items<PolicyBody> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken) {
        return PageRequest.of(limit, pageToken, "policies")
                .of(policies.all().stream().map(PolicyBody::of).toList());
    }

    @GetMapping("/{id}")
    @Requires(Permission.READ)
    @Operation(summary = "One policy")
    PolicyBody get(@PathVariable String id) {
        return PolicyBody.of(policies.get(id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.EDIT_POLICIES)
    @Operation(summary = "Stores a policy as the next version of the one it names")
    @RequestBody(content = @Content(schema = @Schema(implementation = YamlBody.class)))
    PolicyBody save(JsonBody body) {
        var yaml = body.read(YamlBody.class).yaml();
        if (yaml == null || yaml.isBlank()) {
            throw new InvalidField("/yaml", "yaml is missing. Give the policy as text.");
        }
        return PolicyBody.of(policies.save(yaml));
    }

    @PostMapping("/{id}/dry-run")
    @Requires(Permission.READ)
    @Operation(summary = "What a policy would say of a version now; nothing is stored")
    @RequestBody(content = @Content(schema = @Schema(implementation = DryRunBody.class)))
    GatesBody dryRun(@PathVariable String id, JsonBody body) {
        policies.get(id);
        var asked = body.read(DryRunBody.class);
        var gates = policies.dryRun(id, asked.ref(), asked.stage());
        return new GatesBody(gates.stream().map(GateBody::of).toList());
    }

    @Json
    record YamlBody(@Nullable String yaml) {}

    @Json
    record DryRunBody(
            @Nullable String model,
            @Nullable String version,
            @Nullable String targetStage) {

        VersionRef ref() {
            MissingFields.check(
                    "A dry run names model, version and target_stage.",
                    new Field("model", model),
                    new Field("version", version),
                    new Field("target_stage", targetStage));
            return new VersionRef(Objects.requireNonNull(model), Objects.requireNonNull(version));
        }

        String stage() {
            return Objects.requireNonNull(targetStage);
        }
    }

    @Json
    record GatesBody(List<GateBody> gates) {}

    @Json
    record PolicyBody(
            String id,
            int version,
            String yaml,
            String digest,
            Instant savedAt,
            String savedBy,
            List<String> sentences) {

        static PolicyBody of(PolicyRow row) {
            return new PolicyBody(
                    row.name(), row.version(), row.yaml(), row.digest(), row.savedAt(), row.savedBy(), row.sentences());
        }
    }
}
