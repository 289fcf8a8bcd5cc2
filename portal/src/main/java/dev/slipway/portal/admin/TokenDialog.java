package dev.slipway.portal.admin;

import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.kernel.Problem;
import dev.slipway.portal.kit.Buttons;
import dev.slipway.portal.kit.Copyable;
import dev.slipway.portal.kit.Days;
import dev.slipway.portal.kit.EnterKey;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Note;
import dev.slipway.portal.kit.Tone;
import dev.slipway.portal.kit.Viewer;
import dev.slipway.security.Scope;
import dev.slipway.security.Tokens;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a token; its text is shown here and never again. */
final class TokenDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private static final int DAYS = 90;

    private final transient Tokens tokens;
    private final transient Runnable made;
    private final TextField name = new TextField();
    private final CheckboxGroup<Scope> scopes = new CheckboxGroup<>();
    private final DatePicker lastDay = Days.picker();

    TokenDialog(Tokens tokens, Clock clock, Runnable made) {
        this.tokens = tokens;
        this.made = made;
        setHeaderTitle(getTranslation("admin.tokens.new"));
        setWidth("480px");
        var form = new Div(name(), scopes(), lastDay(LocalDate.ofInstant(clock.instant(), Viewer.zone())));
        form.addClassName("sw-form");
        add(form);
        var create = Buttons.primary(Icon.KEY, getTranslation("admin.tokens.create"), click -> create());
        getFooter().add(Buttons.quiet(getTranslation("kit.cancel"), click -> close()), EnterKey.presses(create, name));
    }

    private TextField name() {
        name.setLabel(getTranslation("admin.tokens.name"));
        name.setHelperText(getTranslation("admin.tokens.name.help"));
        name.setRequiredIndicatorVisible(true);
        name.setWidthFull();
        name.focus();
        return name;
    }

    private CheckboxGroup<Scope> scopes() {
        scopes.setLabel(getTranslation("admin.tokens.scopes"));
        scopes.setHelperText(getTranslation("admin.tokens.scopes.help"));
        scopes.setItems(Scope.READ, Scope.WRITE, Scope.APPROVE);
        scopes.setItemLabelGenerator(scope -> getTranslation("enum.Scope." + scope.name()));
        scopes.setValue(Set.of(Scope.READ));
        return scopes;
    }

    private DatePicker lastDay(LocalDate today) {
        lastDay.setLabel(getTranslation("admin.tokens.expires"));
        lastDay.setHelperText(getTranslation("admin.tokens.expires.help"));
        lastDay.setMin(today);
        lastDay.setValue(today.plusDays(DAYS));
        return lastDay;
    }

    private void create() {
        name.setInvalid(false);
        lastDay.setInvalid(false);
        try {
            show(tokens.create(name.getValue().trim(), scopes.getValue(), expiresAt()));
            made.run();
        } catch (Problem problem) {
            refuse(problem);
        }
    }

    /** The end of the last day where the viewer is; null for the configured lifetime. */
    private @Nullable Instant expiresAt() {
        var day = lastDay.getValue();
        return day == null
                ? null
                : day.plusDays(1).atStartOfDay(Viewer.zone()).minusSeconds(1).toInstant();
    }

    private void refuse(Problem problem) {
        var pointer =
                problem.fields().isEmpty() ? "" : problem.fields().getFirst().pointer();
        if (pointer.startsWith("/expires")) {
            lastDay.setErrorMessage(problem.getMessage());
            lastDay.setInvalid(true);
        } else if (pointer.startsWith("/scopes")) {
            scopes.setErrorMessage(problem.getMessage());
            scopes.setInvalid(true);
        } else {
            name.setErrorMessage(problem.getMessage());
            name.setInvalid(true);
        }
    }

    private void show(Tokens.NewToken token) {
        removeAll();
        var form = new Div(
                new Note(Tone.WARN, Icon.KEY, getTranslation("admin.tokens.once")),
                new Copyable(getTranslation("admin.tokens.text"), token.token()));
        form.addClassName("sw-form");
        add(form);
        setHeaderTitle(token.row().name());
        getFooter().removeAll();
        getFooter().add(Buttons.plain(getTranslation("admin.tokens.kept"), click -> close()));
        setCloseOnOutsideClick(false);
        setCloseOnEsc(false);
    }
}
