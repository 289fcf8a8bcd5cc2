package dev.slipway.portal.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.slipway.kernel.Problem;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.NewPassword;
import dev.slipway.portal.kit.Note;
import dev.slipway.portal.kit.Tone;
import dev.slipway.security.Users;

/** Spends a reset link. */
@Route(value = ShellLinks.RESET, autoLayout = false)
@PageTitle("Set a new password · Slipway")
@AnonymousAllowed
class ResetView extends SignPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient Users users;
    private final NewPassword password = new NewPassword();
    private final Button submit =
            password.submittedBy(Buttons.primary(Icon.KEY, getTranslation("shell.reset.submit"), click -> set()));
    private String secret = "";

    ResetView(Users users) {
        super("shell.reset.title", "shell.reset.lead");
        this.users = users;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        secret = Secrets.in(event);
        clear();
        if (secret.isEmpty()) {
            content(new Note(Tone.WARN, Icon.LINK, getTranslation("shell.link.missing")));
            return;
        }
        content(password, submit);
    }

    private void set() {
        password.value().ifPresent(value -> {
            try {
                users.setPasswordByLink(secret, value);
                done();
            } catch (Problem problem) {
                password.refuse(problem.getMessage());
            }
        });
    }

    private void done() {
        clear();
        content(
                new Note(Tone.GOOD, Icon.CHECK_CIRCLE, getTranslation("shell.password.done")),
                new Anchor(ShellLinks.login(), getTranslation("shell.password.sign-in")));
    }
}
