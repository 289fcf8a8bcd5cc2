package dev.slipway.security;

import dev.slipway.kernel.Page;
import dev.slipway.kernel.PageQuery;
import dev.slipway.security.internal.AdminReach;
import dev.slipway.security.internal.UserStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The people. */
@Service
public class Users {

    private final Actors actors;
    private final UserStore store;
    private final AdminReach reach;

    Users(Actors actors, UserStore store, AdminReach reach) {
        this.actors = actors;
        this.store = store;
        this.reach = reach;
    }

    /** @param password null for an account that begins with a reset link */
    @Requires(Permission.MANAGE_USERS)
    @Transactional
    public UserRow create(
            Username username, @Nullable String password, String displayName, Collection<RoleGrant> roles) {
        roles.forEach(this::requireAdminOf);
        return store.create(actors.current(), username, password, displayName, roles);
    }

    @Requires(Permission.MANAGE_USERS)
    @Transactional(readOnly = true)
    public Page<UserRow> find(String text, PageQuery page) {
        return store.find(text, page);
    }

    @Requires(Permission.MANAGE_USERS)
    @Transactional(readOnly = true)
    public UserRow get(UserId id) {
        return store.get(id);
    }

    /** The caller's own account. */
    @Requires(Permission.SEE_OWN_ACCOUNT)
    @Transactional(readOnly = true)
    public UserRow me() {
        return store.get(actors.current().id());
    }

    /** Replaces what the user is in the teams the caller administers; roles in other teams stay. */
    @Requires(Permission.MANAGE_USERS)
    @Transactional
    public UserRow setRoles(UserId id, Collection<RoleGrant> roles) {
        roles.forEach(this::requireAdminOf);
        var actor = actors.current();
        store.setRoles(actor, id, roles, actor.teamsWith(Permission.MANAGE_USERS));
        return store.get(id);
    }

    /** A disabled user is signed out everywhere and all tokens are dead. */
    @Requires(Permission.MANAGE_USERS)
    @Transactional
    public UserRow disable(UserId id) {
        reach.requireAdminOfAll(id);
        store.setDisabled(actors.current(), id, true);
        return store.get(id);
    }

    @Requires(Permission.MANAGE_USERS)
    @Transactional
    public UserRow enable(UserId id) {
        reach.requireAdminOfAll(id);
        store.setDisabled(actors.current(), id, false);
        return store.get(id);
    }

    /** A link's secret that sets a new password once, within a day; the old password stops working now. */
    @Requires(Permission.MANAGE_USERS)
    @Transactional
    public String reset(UserId id) {
        reach.requireAdminOfAll(id);
        return store.reset(actors.current(), id);
    }

    /** Spends a reset link. @throws InvalidField when it is unknown, spent or too old */
    @Open("the secret is the right")
    @Transactional
    public void setPasswordByLink(String secret, String password) {
        store.setPasswordByLink(secret, password);
    }

    /**
     * Ends every session of the caller; sessions have to be begun anew with the new password. A wrong old one counts as a
     * failed sign-in, whatever comes of the rest.
     */
    @Requires(Permission.CHANGE_OWN_ACCOUNT)
    public void changeOwnPassword(String oldPassword, String newPassword) {
        store.changePassword(requireSession(), oldPassword, newPassword);
    }

    /** Ends every session of the caller. Tokens go on. */
    @Requires(Permission.CHANGE_OWN_ACCOUNT)
    @Transactional
    public void signOutEverywhere() {
        var actor = actors.current();
        store.signOutEverywhere(actor, actor.id());
    }

    @Requires(Permission.MANAGE_USERS)
    @Transactional
    public void signOutEverywhere(UserId id) {
        reach.requireAdminOfAll(id);
        store.signOutEverywhere(actors.current(), id);
    }

    /** Display names for ids. Unknown ids are left out. */
    @Open("a colleague's name is no secret to the one who holds the id")
    @Transactional(readOnly = true)
    public Map<UserId, String> names(Set<UserId> ids) {
        return store.names(ids);
    }

    /** A stolen token must not become a new password. */
    private Actor requireSession() {
        var actor = actors.current();
        if (actor.token() != null) {
            throw new Forbidden("session_needed", "A token cannot change a password. Sign in and do it there.");
        }
        return actor;
    }

    private void requireAdminOf(RoleGrant grant) {
        var actor = actors.current();
        if (!actor.isSystem()) {
            actor.require(Permission.MANAGE_USERS, grant.team(), "The team");
        }
    }

    public record UserRow(
            UserId id,
            String username,
            String displayName,
            boolean disabled,
            Instant createdAt,
            @Nullable Instant lastSignInAt,
            List<Membership> memberships) {}

    public record Membership(TeamId team, String teamName, Role role) {}
}
