package dev.slipway.portal.api;

import dev.slipway.experiments.Experiments;
import dev.slipway.experiments.Experiments.ExperimentFilter;
import dev.slipway.experiments.Experiments.ExperimentRow;
import dev.slipway.experiments.Experiments.Sort;
import dev.slipway.portal.api.PageRequest.Items;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import dev.slipway.security.Teams;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/experiments")
@Tag(name = "experiments")
class ExperimentsApi {

    private final Experiments experiments;
    private final Teams teams;

    ExperimentsApi(Experiments experiments, Teams teams) {
        this.experiments = experiments;
        this.teams = teams;
    }

    @GetMapping
    @Requires(Permission.READ)
    @Operation(summary = "The experiments of your teams, last changed first")
    Items<ExperimentBody> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken,
            @RequestParam(defaultValue = "") String name) {
        var page = PageRequest.of(limit, pageToken, "experiments|" + name);
        var rows = experiments.find(new ExperimentFilter(name), page.query(), Sort.LAST_UPDATE_FIRST);
        var names = TeamNames.of(
                teams, rows.items().stream().map(ExperimentRow::team).toList());
        return page.answer(rows.map(row -> ExperimentBody.of(row, names)));
    }

    @GetMapping("/{experimentId}")
    @Requires(Permission.READ)
    @Operation(summary = "One experiment")
    ExperimentBody get(@PathVariable String experimentId) {
        var row = experiments.get(experimentId);
        return ExperimentBody.of(row, TeamNames.of(teams, row.team() == null ? List.of() : List.of(row.team())));
    }

    @Json
    record ExperimentBody(
            String experimentId,
            String name,
            @Nullable String team,
            long runCount,
            Instant lastUpdateTime,
            Map<String, String> tags) {

        static ExperimentBody of(ExperimentRow row, TeamNames teams) {
            return new ExperimentBody(
                    row.experimentId(),
                    row.name(),
                    teams.of(row.team()),
                    row.runCount(),
                    row.lastUpdateTime(),
                    row.tags());
        }
    }
}
