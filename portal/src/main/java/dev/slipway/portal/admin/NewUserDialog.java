package dev.slipway.portal.admin;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.kernel.Problem;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.EnterKey;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Note;
import dev.slipway.portal.kit.Tone;
import dev.slipway.security.Teams.TeamRow;
import dev.slipway.security.Username;
import dev.slipway.security.Users;
import java.util.List;

/** Makes an account that begins with a link: nobody but its owner ever knows the password. */
final class NewUserDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private final transient Users users;
    private final transient Runnable made;
    private final TextField username = new TextField();
    private final TextField name = new TextField();
    private final RoleChoice roles;

    NewUserDialog(Users users, List<TeamRow> teams, Runnable made) {
        this.users = users;
        this.made = made;
        this.roles = new RoleChoice(teams, List.of());
        setHeaderTitle(getTranslation("admin.users.add"));
        setWidth("480px");
        username.setLabel(getTranslation("admin.users.username"));
        username.setHelperText(getTranslation("admin.users.username.help"));
        username.setRequiredIndicatorVisible(true);
        name.setLabel(getTranslation("admin.users.name"));
        name.setRequiredIndicatorVisible(true);
        username.focus();
        var form =
                new Div(username, name, roles, new Note(Tone.NONE, Icon.INFO, getTranslation("admin.users.link-next")));
        form.addClassName("sw-form");
        add(form);
        getFooter()
                .add(
                        Buttons.quiet(getTranslation("kit.cancel"), click -> close()),
                        EnterKey.presses(
                                Buttons.primary(Icon.USER, getTranslation("admin.users.add"), click -> create()),
                                username,
                                name));
    }

    private void create() {
        username.setInvalid(false);
        name.setInvalid(false);
        try {
            var user = users.create(
                    new Username(username.getValue()), null, name.getValue().trim(), roles.value());
            var secret = users.reset(user.id());
            made.run();
            close();
            new LinkDialog(user.displayName(), secret).open();
        } catch (Problem problem) {
            refuse(problem);
        }
    }

    private void refuse(Problem problem) {
        var atName = problem.fields().stream().anyMatch(field -> field.pointer().equals("/display_name"));
        var field = atName ? name : username;
        field.setErrorMessage(problem.getMessage());
        field.setInvalid(true);
    }
}
