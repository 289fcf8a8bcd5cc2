package dev.slipway.portal.admin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.slipway.kernel.Problem;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.EnterKey;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.NewPassword;
import dev.slipway.portal.kit.Page;
import dev.slipway.portal.kit.Panel;
import dev.slipway.portal.kit.Toasts;
import dev.slipway.security.Tokens;
import dev.slipway.security.Users;
import dev.slipway.security.Users.UserRow;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.ArrayList;

/** One's own account: what one is, password, sessions, tokens. */
@Route(AdminLinks.ACCOUNT)
@PageTitle("Your account · Slipway")
@PermitAll
class AccountView extends Page {

    private static final long serialVersionUID = 1L;

    private final transient Users users;
    private final transient AuthenticationContext signedIn;
    private final PasswordField old = new PasswordField();
    private final NewPassword password = new NewPassword();

    AccountView(Users users, Tokens tokens, AuthenticationContext signedIn, Clock clock) {
        this.users = users;
        this.signedIn = signedIn;
        head(users.me());
        var main = new Div(new TokensPanel(tokens, clock));
        main.addClassName("sw-stack");
        var side = new Div(passwordPanel(), sessionsPanel());
        side.addClassName("sw-stack");
        var columns = new Div(main, side);
        columns.addClassNames("sw-cols", "main-side");
        add(columns);
    }

    private void head(UserRow me) {
        title(me.displayName());
        var facts = new ArrayList<Span>();
        facts.add(new Span(me.username()));
        me.memberships().stream()
                .map(membership -> new Span(getTranslation(
                        "admin.role-in",
                        getTranslation("enum.Role." + membership.role().name()),
                        membership.teamName())))
                .forEach(facts::add);
        meta(facts.toArray(Span[]::new));
    }

    private Panel passwordPanel() {
        old.setLabel(getTranslation("admin.password.old"));
        old.setAutocomplete(Autocomplete.CURRENT_PASSWORD);
        old.setRequiredIndicatorVisible(true);
        old.setWidthFull();
        var after = new Paragraph(getTranslation("admin.password.after"));
        after.addClassNames("sw-t2", "sw-s");
        var change = Buttons.plain(Icon.KEY, getTranslation("admin.password.change"), click -> changePassword());
        var form = new Div(old, password, after, EnterKey.presses(password.submittedBy(change), old));
        form.addClassName("sw-form");
        return new Panel(getTranslation("admin.password"), form).padded();
    }

    private void changePassword() {
        password.value().ifPresent(value -> {
            try {
                users.changeOwnPassword(old.getValue(), value);
                signedIn.logout();
            } catch (Problem problem) {
                refuse(problem);
            }
        });
    }

    private void refuse(Problem problem) {
        var atOld = problem.fields().stream().anyMatch(field -> field.pointer().contains("old"));
        old.setInvalid(atOld);
        old.setErrorMessage(problem.getMessage());
        if (!atOld) {
            password.refuse(problem.getMessage());
        }
    }

    private Panel sessionsPanel() {
        var words = new Paragraph(getTranslation("admin.sessions.words"));
        words.addClassName("sw-t2");
        var form = new Div(
                words, Buttons.plain(Icon.LOCK, getTranslation("admin.sessions.end"), click -> signOutEverywhere()));
        form.addClassName("sw-form");
        return new Panel(getTranslation("admin.sessions"), form).padded();
    }

    private void signOutEverywhere() {
        try {
            users.signOutEverywhere();
            signedIn.logout();
        } catch (Problem problem) {
            Toasts.refused(problem);
        }
    }
}
