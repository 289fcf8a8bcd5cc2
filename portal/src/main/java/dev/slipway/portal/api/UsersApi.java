package dev.slipway.portal.api;

import dev.slipway.kernel.InvalidField;
import dev.slipway.portal.api.MissingFields.Field;
import dev.slipway.portal.api.PageRequest.Items;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import dev.slipway.security.Role;
import dev.slipway.security.RoleGrant;
import dev.slipway.security.UserId;
import dev.slipway.security.UserNotFound;
import dev.slipway.security.Username;
import dev.slipway.security.Users;
import dev.slipway.security.Users.Membership;
import dev.slipway.security.Users.UserRow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

@RestController
@RequestMapping("/api/v1/users")
@Tag(name = "users")
class UsersApi {

    private final Users users;
    private final TeamChoice teams;

    UsersApi(Users users, TeamChoice teams) {
        this.users = users;
        this.teams = teams;
    }

    @GetMapping
    @Requires(Permission.MANAGE_USERS)
    @Operation(summary = "The users, by display name")
    Items<UserBody> list(
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken) {
        var page = PageRequest.of(limit, pageToken, "users|" + text);
        return page.answer(users.find(text, page.query()).map(UserBody::of));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MANAGE_USERS)
    @Operation(summary = "Makes a user; without a password the account begins with a reset link")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewUserBody.class)))
    UserBody create(JsonBody body) {
        var user = body.read(NewUserBody.class);
        return UserBody.of(users.create(user.name(), user.password(), user.shownName(), grants(user.roles())));
    }

    @GetMapping("/{id}")
    @Requires(Permission.MANAGE_USERS)
    @Operation(summary = "One user")
    UserBody get(@PathVariable String id) {
        return UserBody.of(users.get(idOf(id)));
    }

    @PutMapping("/{id}/roles")
    @Requires(Permission.MANAGE_USERS)
    @Operation(summary = "Replaces what the user is in the teams you administer")
    @RequestBody(content = @Content(schema = @Schema(implementation = RolesBody.class)))
    UserBody setRoles(@PathVariable String id, JsonBody body) {
        var user = users.get(idOf(id));
        var roles = body.read(RolesBody.class).roles();
        if (roles == null) {
            throw new InvalidField("/roles", "roles is missing. Give a list of team and role; an empty one takes all.");
        }
        return UserBody.of(users.setRoles(user.id(), grants(roles)));
    }

    @PostMapping("/{id}/disable")
    @Requires(Permission.MANAGE_USERS)
    @Operation(summary = "Signs the user out everywhere, for good, and ends all tokens")
    UserBody disable(@PathVariable String id) {
        return UserBody.of(users.disable(idOf(id)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.MANAGE_USERS)
    @Operation(summary = "The same as disable: who acted once stays in the records, and can be enabled again")
    void delete(@PathVariable String id) {
        users.disable(idOf(id));
    }

    @PostMapping("/{id}/enable")
    @Requires(Permission.MANAGE_USERS)
    @Operation(summary = "Lets a disabled user in again")
    UserBody enable(@PathVariable String id) {
        return UserBody.of(users.enable(idOf(id)));
    }

    @PostMapping("/{id}/sign-out")
    @Requires(Permission.MANAGE_USERS)
    @Operation(summary = "Ends every session of the user; tokens go on")
    UserBody signOut(@PathVariable String id) {
        var user = idOf(id);
        users.signOutEverywhere(user);
        return UserBody.of(users.get(user));
    }

    @PostMapping("/{id}/reset")
    @Requires(Permission.MANAGE_USERS)
    @Operation(summary = "A link that sets a new password once, within a day; the old password stops working now")
    LinkBody reset(@PathVariable String id) {
        var secret = users.reset(idOf(id));
        return new LinkBody(ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/reset")
                .queryParam("secret", secret)
                .toUriString());
    }

    private List<RoleGrant> grants(@Nullable List<RoleBody> roles) {
        var given = Lists.orEmpty(roles);
        return IntStream.range(0, given.size())
                .mapToObj(index -> grant(given.get(index), "/roles/" + index))
                .toList();
    }

    private RoleGrant grant(RoleBody body, String pointer) {
        return new RoleGrant(
                teams.of(body.team(), pointer + "/team"), Words.read(Role.class, body.role(), pointer + "/role"));
    }

    private static UserId idOf(String text) {
        try {
            return UserId.of(text);
        } catch (IllegalArgumentException e) {
            throw new UserNotFound(text);
        }
    }

    @Json
    record NewUserBody(
            @Nullable String username,
            @Nullable String password,
            @Nullable String displayName,
            @Nullable List<RoleBody> roles) {

        Username name() {
            MissingFields.check("Give what the user will type to sign in.", new Field("username", username));
            return new Username(Objects.requireNonNull(username));
        }

        String shownName() {
            return displayName == null ? name().value() : displayName;
        }
    }

    @Json
    record RolesBody(@Nullable List<RoleBody> roles) {}

    @Json
    record RoleBody(@Nullable String team, @Nullable String role) {
        static RoleBody of(Membership membership) {
            return new RoleBody(membership.teamName(), Words.of(membership.role()));
        }
    }

    @Json
    record LinkBody(String link) {}

    @Json
    record UserBody(
            String id,
            String username,
            String displayName,
            boolean disabled,
            Instant createdAt,
            @Nullable Instant lastSignInAt,
            List<RoleBody> roles) {

        static UserBody of(UserRow user) {
            return new UserBody(
                    user.id().toString(),
                    user.username(),
                    user.displayName(),
                    user.disabled(),
                    user.createdAt(),
                    user.lastSignInAt(),
                    user.memberships().stream().map(RoleBody::of).toList());
        }
    }
}
