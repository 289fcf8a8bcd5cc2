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
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Note;
import dev.slipway.portal.kit.Tone;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;

/** The form that the sign-in chain reads. Why the last attempt ended as it did stands in the address. */
@Route(value = ShellLinks.LOGIN, autoLayout = false)
@PageTitle("Sign in · Slipway")
@AnonymousAllowed
class LoginView extends SignPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_LOCK_SECONDS = 86_400;

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
        var query = event.getLocation().getQueryParameters().getParameters();
        note(query).ifPresent(note -> form.addComponentAsFirst(note));
    }

    private Optional<Note> note(Map<String, List<String>> query) {
        if (query.containsKey("locked")) {
            return Optional.of(locked(seconds(query.get("locked"))));
        }
        return Optional.ofNullable(plain(query));
    }

    private @Nullable Note plain(Map<String, List<String>> query) {
        if (query.containsKey("error")) {
            return said(new Note(Tone.CRITICAL, Icon.CRITICAL, getTranslation("shell.login.error")));
        }
        if (query.containsKey("unavailable")) {
            return said(new Note(Tone.WARN, Icon.PLUG, getTranslation("shell.login.unavailable")));
        }
        if (query.containsKey("ended")) {
            return said(new Note(Tone.NONE, Icon.INFO, getTranslation("shell.login.ended")));
        }
        return query.containsKey("signed-out")
                ? said(new Note(Tone.GOOD, Icon.CHECK_CIRCLE, getTranslation("shell.login.signed-out")))
                : null;
    }

    private Note locked(int seconds) {
        return said(new Note(Tone.WARN, Icon.LOCK, getTranslation("shell.login.locked", seconds + "\u00a0s")))
                .countingDown(
                        seconds, getTranslation("shell.login.locked", "{}"), getTranslation("shell.login.unlocked"));
    }

    private static Note said(Note note) {
        note.getElement().setAttribute("role", "alert");
        return note;
    }

    private static int seconds(List<String> values) {
        try {
            return Math.clamp(Long.parseLong(values.getFirst()), 1, LONGEST_LOCK_SECONDS);
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    @Tag("form")
    private static final class Form extends HtmlContainer {
        private static final long serialVersionUID = 1L;

        Form() {
            addClassName("sw-form");
        }
    }
}
