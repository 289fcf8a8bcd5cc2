package dev.slipway.portal.api;

import dev.slipway.kernel.InvalidField;
import dev.slipway.portal.api.PageRequest.Items;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import dev.slipway.security.Teams;
import dev.slipway.security.Teams.Member;
import dev.slipway.security.Teams.NameRule;
import dev.slipway.security.Teams.TeamRow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/teams")
@Tag(name = "teams")
class TeamsApi {

    private final Teams teams;
    private final TeamChoice choice;

    TeamsApi(Teams teams, TeamChoice choice) {
        this.teams = teams;
        this.choice = choice;
    }

    @GetMapping
    @Requires(Permission.SEE_OWN_ACCOUNT)
    @Operation(summary = "Your teams, by name; all of them for an admin")
    Items<TeamBody> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken) {
        return PageRequest.of(limit, pageToken, "teams")
                .of(teams.mine().stream().map(TeamBody::of).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MANAGE_TEAMS)
    @Operation(summary = "Makes a team, whose first admin you are")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewTeamBody.class)))
    TeamBody create(JsonBody body) {
        var name = body.read(NewTeamBody.class).name();
        return TeamBody.of(teams.create(name == null ? "" : name));
    }

    @GetMapping("/{team}/members")
    @Requires(Permission.READ)
    @Operation(summary = "Who is what in a team, by display name")
    Items<MemberBody> members(
            @PathVariable String team,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken) {
        var members = teams.members(teams.find(team).id());
        return PageRequest.of(limit, pageToken, "members|" + team)
                .of(members.stream().map(MemberBody::of).toList());
    }

    @GetMapping("/rules")
    @Requires(Permission.MANAGE_TEAMS)
    @Operation(summary = "The rules by which names belong to teams, in the order in which they are tried")
    Items<RuleBody> rules(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken) {
        return PageRequest.of(limit, pageToken, "rules").of(bodies(teams.rules()));
    }

    @PostMapping("/rules")
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MANAGE_TEAMS)
    @Operation(summary = "Adds a rule after the others; * stands for any characters")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewRuleBody.class)))
    Items<RuleBody> addRule(JsonBody body) {
        var rule = body.read(NewRuleBody.class);
        var pattern = rule.pattern() == null ? "" : rule.pattern();
        return Items.all(bodies(teams.addRule(pattern, choice.of(rule.team(), "/team"))));
    }

    @DeleteMapping("/rules/{position}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.MANAGE_TEAMS)
    @Operation(summary = "Takes a rule away")
    void removeRule(@PathVariable int position) {
        teams.removeRule(position);
    }

    @PostMapping("/assign")
    @Requires(Permission.MANAGE_TEAMS)
    @Operation(
            summary = "Sets by hand whose an experiment or model is; without a team its tag and the rules decide again")
    @RequestBody(content = @Content(schema = @Schema(implementation = AssignmentBody.class)))
    AssignmentBody assign(JsonBody body) {
        var assignment = body.read(AssignmentBody.class);
        var kind = Words.read(Kind.class, assignment.kind(), "/kind");
        var name = assignment.name();
        if (name == null || name.isBlank()) {
            throw new InvalidField("/name", "name is missing. Give the experiment's or model's name.");
        }
        var team = assignment.team() == null ? null : choice.of(assignment.team(), "/team");
        teams.assign(Words.of(kind), name, team);
        return new AssignmentBody(Words.of(kind), name, assignment.team());
    }

    private List<RuleBody> bodies(List<NameRule> rules) {
        var names = TeamNames.of(teams, rules.stream().map(NameRule::team).toList());
        return rules.stream().map(rule -> RuleBody.of(rule, names)).toList();
    }

    enum Kind {
        EXPERIMENT,
        MODEL
    }

    @Json
    record NewTeamBody(@Nullable String name) {}

    @Json
    record TeamBody(String id, String name, int members) {
        static TeamBody of(TeamRow team) {
            return new TeamBody(team.id().toString(), team.name(), team.members());
        }
    }

    @Json
    record MemberBody(String userId, String username, String displayName, List<String> roles) {
        static MemberBody of(Member member) {
            return new MemberBody(
                    member.id().toString(), member.username(), member.displayName(), Words.of(member.roles()));
        }
    }

    @Json
    record NewRuleBody(@Nullable String pattern, @Nullable String team) {}

    @Json
    record RuleBody(int position, String pattern, @Nullable String team) {
        static RuleBody of(NameRule rule, TeamNames teams) {
            return new RuleBody(rule.position(), rule.pattern(), teams.of(rule.team()));
        }
    }

    @Json
    record AssignmentBody(
            @Nullable String kind,
            @Nullable String name,
            @Nullable String team) {}
}
