package dev.slipway.portal.api;

import dev.slipway.portal.api.UsersApi.RoleBody;
import dev.slipway.security.Actor;
import dev.slipway.security.Actors;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import dev.slipway.security.Users;
import dev.slipway.security.Users.UserRow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/account")
@Tag(name = "account")
class AccountApi {

    private final Users users;
    private final Actors actors;

    AccountApi(Users users, Actors actors) {
        this.users = users;
        this.actors = actors;
    }

    @GetMapping
    @Requires(Permission.SEE_OWN_ACCOUNT)
    @Operation(summary = "Who you are, and what you may do with what you signed in with")
    AccountBody get() {
        return AccountBody.of(users.me(), actors.current());
    }

    @PostMapping("/sign-out")
    @Requires(Permission.CHANGE_OWN_ACCOUNT)
    @Operation(summary = "Ends every session of yours; tokens go on")
    AccountBody signOut() {
        users.signOutEverywhere();
        return get();
    }

    @Json
    record AccountBody(
            String id,
            String username,
            String displayName,
            List<RoleBody> roles,
            List<String> scopes,
            List<String> permissions) {

        static AccountBody of(UserRow user, Actor actor) {
            return new AccountBody(
                    user.id().toString(),
                    user.username(),
                    user.displayName(),
                    user.memberships().stream().map(RoleBody::of).toList(),
                    Words.of(actor.scopes()),
                    Words.of(Arrays.stream(Permission.values())
                            .filter(actor::holds)
                            .toList()));
        }
    }
}
