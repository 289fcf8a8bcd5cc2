package dev.slipway.portal.admin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import dev.slipway.kernel.Problem;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Note;
import dev.slipway.portal.kit.Sure;
import dev.slipway.portal.kit.Toasts;
import dev.slipway.portal.kit.Tone;
import dev.slipway.security.Teams.TeamRow;
import dev.slipway.security.Users;
import dev.slipway.security.Users.UserRow;
import java.util.List;

/** What an admin can do with one account. */
final class UserDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private final transient Users users;
    private final transient UserRow user;
    private final transient Runnable changed;
    private final RoleChoice roles;

    UserDialog(Users users, List<TeamRow> teams, UserRow user, Runnable changed) {
        this.users = users;
        this.user = user;
        this.changed = changed;
        this.roles = new RoleChoice(teams, user.memberships());
        setHeaderTitle(user.displayName());
        setWidth("560px");
        var form = new Div(roles, new H3(getTranslation("admin.users.access")), access());
        form.addClassName("sw-form");
        if (teams.isEmpty()) {
            form.addComponentAsFirst(new Note(Tone.NONE, Icon.INFO, getTranslation("admin.users.no-team")));
        }
        add(form);
        getFooter()
                .add(
                        Buttons.quiet(getTranslation("kit.cancel"), click -> close()),
                        Buttons.primary(Icon.CHECK, getTranslation("admin.users.save-roles"), click -> saveRoles()));
    }

    private Div access() {
        var row = new Div(
                reset(),
                Buttons.plain(Icon.LOCK, getTranslation("admin.users.sign-out"), click -> signOut()),
                user.disabled() ? enable() : disable());
        row.addClassNames("sw-row", "wrap");
        return row;
    }

    private Button reset() {
        return Buttons.plain(
                Icon.LINK,
                getTranslation("admin.users.reset"),
                click -> Sure.ask(
                        getTranslation("admin.users.reset.of", user.displayName()),
                        getTranslation("admin.users.reset.words"),
                        getTranslation("admin.users.reset"),
                        this::makeLink));
    }

    private Button disable() {
        var button = Buttons.plain(
                Icon.X_CIRCLE,
                getTranslation("admin.users.disable"),
                click -> Sure.ask(
                        getTranslation("admin.users.disable.of", user.displayName()),
                        getTranslation("admin.users.disable.words"),
                        getTranslation("admin.users.disable"),
                        () -> done(() -> users.disable(user.id()), "admin.users.said.disabled")));
        button.addThemeNames("error");
        return button;
    }

    private Button enable() {
        return Buttons.plain(
                Icon.CHECK_CIRCLE,
                getTranslation("admin.users.enable"),
                click -> done(() -> users.enable(user.id()), "admin.users.said.enabled"));
    }

    private void saveRoles() {
        done(() -> users.setRoles(user.id(), roles.value()), "admin.users.said.roles");
    }

    /** What was ticked stays: this dialog does not close. */
    private void signOut() {
        try {
            users.signOutEverywhere(user.id());
            Toasts.say(getTranslation("admin.users.said.signed-out", user.displayName()));
        } catch (Problem problem) {
            Toasts.refused(problem);
        }
    }

    private void makeLink() {
        try {
            new LinkDialog(user.displayName(), users.reset(user.id())).open();
        } catch (Problem problem) {
            Toasts.refused(problem);
        }
    }

    private void done(Runnable change, String said) {
        try {
            change.run();
            changed.run();
            close();
            Toasts.say(getTranslation(said, user.displayName()));
        } catch (Problem problem) {
            Toasts.refused(problem);
        }
    }
}
