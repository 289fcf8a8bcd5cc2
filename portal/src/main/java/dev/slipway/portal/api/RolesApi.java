package dev.slipway.portal.api;

import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import dev.slipway.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/roles")
@Tag(name = "roles")
class RolesApi {

    @GetMapping("/matrix")
    @Requires(Permission.SEE_OWN_ACCOUNT)
    @Operation(summary = "Which role has which permission, and which scope a token needs for it")
    MatrixBody matrix() {
        return new MatrixBody(
                Arrays.stream(Role.values()).map(RoleRightsBody::of).toList(),
                Arrays.stream(Permission.values()).map(PermissionBody::of).toList());
    }

    @Json
    record MatrixBody(List<RoleRightsBody> roles, List<PermissionBody> permissions) {}

    @Json
    record RoleRightsBody(String role, List<String> permissions) {
        static RoleRightsBody of(Role role) {
            return new RoleRightsBody(Words.of(role), Words.of(role.permissions()));
        }
    }

    @Json
    record PermissionBody(String permission, String scope) {
        static PermissionBody of(Permission permission) {
            return new PermissionBody(Words.of(permission), Words.of(permission.scope()));
        }
    }
}
