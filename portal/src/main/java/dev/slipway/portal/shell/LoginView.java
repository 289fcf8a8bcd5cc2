package dev.slipway.portal.shell;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.slipway.portal.kit.Note;
import java.util.Optional;
import org.springframework.security.web.csrf.CsrfToken;

/** The form that the sign-in chain reads. Why the last attempt ended as it did stands in the address. */
@Route(value = ShellLinks.LOGIN, autoLayout = false)
@PageTitle("Sign in · Slipway")
@AnonymousAllowed
class LoginView extends SignPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final Form form = new Form();

    LoginView() {
        super("shell.login.title", "shell.login.lead");
        var help = new Paragraph(getTranslation("shell.login.help"));
        help.addClassNames("sw-t2", "sw-s");
        content(form, help);
        fields();
    }

    private void fields() {
        form.getElement().setAttribute("method", "post").setAttribute("action", ShellLinks.LOGIN);
        form.add(username(), password(), submit());
        csrfToken().ifPresent(token -> form.getElement().appendChild(token));
    }

    private TextField username() {
        var field = new TextField(getTranslation("shell.login.username"));
        field.getElement().setProperty("name", "username").setAttribute("data-draft", "sign-in.username");
        field.setAutocomplete(Autocomplete.USERNAME);
        field.setAutofocus(true);
        field.setRequired(true);
        field.setWidthFull();
        return field;
    }

    private PasswordField password() {
        var field = new PasswordField(getTranslation("shell.login.password"));
        field.getElement().setProperty("name", "password");
        field.setAutocomplete(Autocomplete.CURRENT_PASSWORD);
        field.setRequired(true);
        field.setWidthFull();
        return field;
    }

    private NativeButton submit() {
        var button = new NativeButton(getTranslation("shell.login.submit"));
        button.addClassName("sw-submit");
        button.getElement().setAttribute("type", "submit");
        return button;
    }

    /** Without it the chain takes the form for a forged one. */
    private static Optional<Element> csrfToken() {
        var request = VaadinServletRequest.getCurrent();
        return request != null && request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                ? Optional.of(new Element("input")
                        .setAttribute("type", "hidden")
                        .setAttribute("name", token.getParameterName())
                        .setAttribute("value", token.getToken()))
                : Optional.empty();
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SignInNotice.of(event.getLocation().getQueryParameters())
                .map(this::said)
                .ifPresent(form::addComponentAsFirst);
    }

    private Note said(SignInNotice notice) {
        var note = notice.seconds() == 0
                ? new Note(notice.tone(), notice.icon(), getTranslation(notice.key()))
                : counting(notice);
        note.getElement().setAttribute("role", "alert");
        return note;
    }

    private Note counting(SignInNotice notice) {
        var now = getTranslation(notice.key(), notice.seconds() + "\u00a0s");
        return new Note(notice.tone(), notice.icon(), now)
                .countingDown(
                        notice.seconds(), getTranslation(notice.key(), "{}"), getTranslation("shell.login.unlocked"));
    }

    @Tag("form")
    private static final class Form extends HtmlContainer {
        private static final long serialVersionUID = 1L;

        Form() {
            addClassName("sw-form");
        }
    }
}
