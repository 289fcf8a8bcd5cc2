package dev.slipway.portal.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.slipway.kernel.InvalidField;
import dev.slipway.kernel.Problem;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.EnterKey;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.NewPassword;
import dev.slipway.portal.kit.Note;
import dev.slipway.portal.kit.Tone;
import dev.slipway.security.FirstAdmin;
import dev.slipway.security.Username;

/** Makes the first account of an installation, by the one-time link that its first start wrote down. */
@Route(value = ShellLinks.WELCOME, autoLayout = false)
@PageTitle("Welcome · Slipway")
@AnonymousAllowed
class WelcomeView extends SignPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient FirstAdmin firstAdmin;
    private final TextField name = new TextField();
    private final TextField username = new TextField();
    private final NewPassword password = new NewPassword();
    private final Button submit = Buttons.primary(Icon.USER, getTranslation("shell.welcome.submit"), click -> claim());
    private String secret = "";

    WelcomeView(FirstAdmin firstAdmin) {
        super("shell.welcome.title", "shell.welcome.lead");
        this.firstAdmin = firstAdmin;
        name.setLabel(getTranslation("shell.welcome.name"));
        name.setAutocomplete(Autocomplete.NAME);
        username.setLabel(getTranslation("shell.login.username"));
        username.setAutocomplete(Autocomplete.USERNAME);
        name.setRequiredIndicatorVisible(true);
        username.setRequiredIndicatorVisible(true);
        EnterKey.presses(password.submittedBy(submit), name, username);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        secret = Secrets.in(event);
        clear();
        if (!firstAdmin.isMissing()) {
            content(new Note(Tone.NONE, Icon.INFO, getTranslation("shell.welcome.used")), signIn());
        } else if (secret.isEmpty()) {
            content(new Note(Tone.WARN, Icon.LINK, getTranslation("shell.link.missing")));
        } else {
            var form = new Div(name, username, password);
            form.addClassName("sw-form");
            content(form, submit);
            name.focus();
        }
    }

    private void claim() {
        var secure = password.value();
        var known = isFilled(username, "shell.welcome.username.missing");
        var named = isFilled(name, "shell.welcome.name.missing");
        if (secure.isPresent() && known && named) {
            claim(secure.get());
        }
    }

    /** The topmost gap has the last word on where the cursor is. */
    private boolean isFilled(TextField field, String missing) {
        field.setInvalid(field.getValue().isBlank());
        if (field.isInvalid()) {
            field.setErrorMessage(getTranslation(missing));
            field.focus();
        }
        return !field.isInvalid();
    }

    private void claim(String value) {
        try {
            firstAdmin.claim(
                    secret,
                    new Username(username.getValue()),
                    value,
                    name.getValue().trim());
            done();
        } catch (Problem problem) {
            refuse(problem);
        }
    }

    private void refuse(Problem problem) {
        if (problem instanceof InvalidField
                && problem.fields().getFirst().pointer().equals("/username")) {
            username.setErrorMessage(problem.getMessage());
            username.setInvalid(true);
            return;
        }
        password.refuse(problem.getMessage());
    }

    private void done() {
        clear();
        content(new Note(Tone.GOOD, Icon.CHECK_CIRCLE, getTranslation("shell.welcome.done")), signIn());
    }

    private Anchor signIn() {
        return new Anchor(ShellLinks.login(), getTranslation("shell.password.sign-in"));
    }
}
