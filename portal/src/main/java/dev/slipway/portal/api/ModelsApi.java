package dev.slipway.portal.api;

import static dev.slipway.portal.api.MissingFields.isBlank;

import dev.slipway.deployments.promotion.Stages;
import dev.slipway.deployments.promotion.Stages.VersionEvent;
import dev.slipway.experiments.Models;
import dev.slipway.experiments.Models.ModelFilter;
import dev.slipway.experiments.Models.ModelRow;
import dev.slipway.experiments.Models.Registration;
import dev.slipway.experiments.Models.Sort;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.experiments.VersionDiffs;
import dev.slipway.experiments.VersionRef;
import dev.slipway.kernel.InvalidField;
import dev.slipway.kernel.Page;
import dev.slipway.portal.api.MissingFields.Field;
import dev.slipway.portal.api.PageRequest.Items;
import dev.slipway.portal.models.HeldStages;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import dev.slipway.security.Teams;
import dev.slipway.serving.Parities;
import dev.slipway.serving.ParityReport;
import dev.slipway.serving.ParityState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
@RequestMapping("/api/v1/models")
@Tag(name = "models")
class ModelsApi {

    private final Models models;
    private final Parities parities;
    private final Stages stages;
    private final HeldStages held;
    private final VersionDiffs diffs;
    private final Teams teams;

    ModelsApi(Models models, Parities parities, Stages stages, HeldStages held, VersionDiffs diffs, Teams teams) {
        this.models = models;
        this.parities = parities;
        this.stages = stages;
        this.held = held;
        this.diffs = diffs;
        this.teams = teams;
    }

    @GetMapping
    @Requires(Permission.READ)
    @Operation(summary = "The registered models of your teams, by name")
    Items<ModelBody> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken,
            @RequestParam(defaultValue = "") String name) {
        var page = PageRequest.of(limit, pageToken, "models|" + name);
        var rows = held.of(models.find(new ModelFilter(name), page.query(), Sort.NAME));
        var names =
                TeamNames.of(teams, rows.items().stream().map(ModelRow::team).toList());
        return page.answer(rows.map(row -> ModelBody.of(row, names)));
    }

    @GetMapping("/{model}")
    @Requires(Permission.READ)
    @Operation(summary = "One model")
    ModelBody get(@PathVariable String model) {
        var row = held.of(models.get(model));
        return ModelBody.of(row, TeamNames.of(teams, row.team() == null ? List.of() : List.of(row.team())));
    }

    @GetMapping("/{model}/versions")
    @Requires(Permission.READ)
    @Operation(summary = "A model's versions, newest first")
    Items<VersionBody> versions(
            @PathVariable String model,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken) {
        models.get(model);
        var page = PageRequest.of(limit, pageToken, "versions|" + model);
        var found = models.versions(model, page.query());
        var rows = new Page<>(held.ofModel(model, found.items()), found.total());
        var states = parities.states(rows.items().stream().map(VersionRow::ref).toList());
        return page.answer(rows.map(row -> VersionBody.of(row, states.getOrDefault(row.ref(), ParityState.PENDING))));
    }

    @PostMapping("/{model}/versions")
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.REGISTER_VERSION)
    @Operation(summary = "Registers what a run logged as the model's next version")
    @RequestBody(content = @Content(schema = @Schema(implementation = RegistrationBody.class)))
    VersionBody register(@PathVariable String model, JsonBody body) {
        models.checkMayRegister(model);
        return VersionBody.of(
                held.of(models.register(body.read(RegistrationBody.class).of(model))), ParityState.PENDING);
    }

    @GetMapping("/{model}/versions/{version}")
    @Requires(Permission.READ)
    @Operation(summary = "One version, with its parity report")
    VersionDetailsBody version(@PathVariable String model, @PathVariable String version) {
        var ref = new VersionRef(model, version);
        return VersionDetailsBody.of(held.of(models.version(ref)), parities.of(ref));
    }

    @GetMapping("/{model}/versions/{version}/history")
    @Requires(Permission.READ)
    @Operation(summary = "What happened to a version, oldest first")
    Items<EventBody> history(
            @PathVariable String model,
            @PathVariable String version,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken) {
        var ref = new VersionRef(model, version);
        var events = stages.history(ref).stream().map(EventBody::of).toList();
        return PageRequest.of(limit, pageToken, "history|" + ref).of(events);
    }

    @GetMapping("/{model}/versions/{version}/diff/{other}")
    @Requires(Permission.READ)
    @Operation(summary = "What differs between two versions: parameters, metrics, signature")
    DiffBody diff(@PathVariable String model, @PathVariable String version, @PathVariable String other) {
        var from = new VersionRef(model, version);
        var to = new VersionRef(model, other);
        return DiffBody.of(from, to, diffs.between(from, to));
    }

    @GetMapping("/{model}/stages")
    @Requires(Permission.READ)
    @Operation(summary = "Who holds each stage, now or at a moment in the past")
    StagesBody stages(@PathVariable String model, @RequestParam(required = false) @Nullable Instant at) {
        return new StagesBody(model, at, stages.holders(model, at));
    }

    @Json
    record ModelBody(
            String name,
            @Nullable String team,
            Map<String, String> stages,
            @Nullable String latestVersion,
            int versionCount,
            Instant updatedAt,
            String description,
            Map<String, String> tags) {

        static ModelBody of(ModelRow row, TeamNames teams) {
            return new ModelBody(
                    row.name(),
                    teams.of(row.team()),
                    row.stages(),
                    row.latestVersion(),
                    row.versionCount(),
                    row.updatedAt(),
                    row.description(),
                    row.tags());
        }
    }

    @Json
    record VersionBody(
            String model,
            String version,
            @Nullable String stage,
            List<String> aliases,
            @Nullable String runId,
            String parity,
            String status,
            String description,
            Instant createdAt,
            Instant updatedAt,
            Map<String, String> tags,
            Map<String, Object> metrics) {

        static VersionBody of(VersionRow row, ParityState parity) {
            return new VersionBody(
                    row.ref().model(),
                    row.ref().version(),
                    row.stage(),
                    row.aliases(),
                    row.runId(),
                    parity.name(),
                    row.status(),
                    row.description(),
                    row.createdAt(),
                    row.updatedAt(),
                    row.tags(),
                    RunsApi.numbers(row.metrics()));
        }
    }

    @Json
    record VersionDetailsBody(
            String model,
            String version,
            @Nullable String stage,
            List<String> aliases,
            @Nullable String runId,
            String parity,
            String status,
            String description,
            String source,
            Instant createdAt,
            Instant updatedAt,
            Map<String, String> tags,
            Map<String, Object> metrics,
            ParityBody parityReport) {

        static VersionDetailsBody of(VersionRow row, ParityReport report) {
            var version = VersionBody.of(row, report.state());
            return new VersionDetailsBody(
                    version.model(),
                    version.version(),
                    version.stage(),
                    version.aliases(),
                    version.runId(),
                    version.parity(),
                    version.status(),
                    version.description(),
                    row.source(),
                    version.createdAt(),
                    version.updatedAt(),
                    version.tags(),
                    version.metrics(),
                    ParityBody.of(report));
        }
    }

    @Json
    record ParityBody(
            String state,
            int rows,
            @Nullable Double maxDifference,
            double limit,
            int labelFlips,
            String explanation,
            @Nullable Instant checkedAt) {

        static ParityBody of(ParityReport report) {
            return new ParityBody(
                    report.state().name(),
                    report.rows(),
                    report.maxDifference(),
                    report.limit(),
                    report.labelFlips(),
                    report.explanation(),
                    report.checkedAt());
        }
    }

    @Json
    record RegistrationBody(
            @Nullable String runId,
            @Nullable String path,
            @Nullable String modelId,
            @Nullable String description) {

        Registration of(String model) {
            MissingFields.check("Give the run whose model is to be registered.", new Field("run_id", runId));
            if (isBlank(path) == isBlank(modelId)) {
                throw new InvalidField(
                        isBlank(path) ? "/path" : "/model_id",
                        "Give either path (in the run's artifacts) or model_id (MLflow 3), not both.");
            }
            return new Registration(
                    model,
                    Objects.requireNonNull(runId),
                    isBlank(path) ? null : path,
                    isBlank(modelId) ? null : modelId,
                    description == null ? "" : description);
        }
    }

    @Json
    record EventBody(
            Instant at,
            String kind,
            String sentence,
            @Nullable String actor,
            @Nullable String promotionId) {

        static EventBody of(VersionEvent event) {
            var promotion = event.promotion() == null ? null : event.promotion().toString();
            return new EventBody(event.at(), event.kind(), event.sentence(), event.actorName(), promotion);
        }
    }

    @Json
    record StagesBody(String model, @Nullable Instant at, Map<String, String> stages) {}
}
