package dev.slipway.portal.kit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import java.util.Optional;

/** A new password, typed twice, with its rules said before they are broken. */
public final class NewPassword extends Div {

    private static final long serialVersionUID = 1L;

    private final PasswordField first = new PasswordField();
    private final PasswordField second = new PasswordField();

    public NewPassword() {
        addClassName("sw-form");
        first.setLabel(getTranslation("kit.password.new"));
        first.setHelperText(getTranslation("kit.password.rule"));
        second.setLabel(getTranslation("kit.password.again"));
        for (var field : new PasswordField[] {first, second}) {
            field.setAutocomplete(Autocomplete.NEW_PASSWORD);
            field.setRequiredIndicatorVisible(true);
            field.setWidthFull();
            add(field);
        }
    }

    /** @return the button, which Enter in one of the two fields presses */
    public Button submittedBy(Button button) {
        return EnterKey.presses(button, first, second);
    }

    /** Empty, with the reason at the field, while the two are not the same. */
    public Optional<String> value() {
        first.setInvalid(false);
        second.setInvalid(false);
        if (first.isEmpty()) {
            refuse(getTranslation("kit.password.missing"));
            return Optional.empty();
        }
        if (!first.getValue().equals(second.getValue())) {
            second.setErrorMessage(getTranslation("kit.password.differs"));
            second.setInvalid(true);
            return Optional.empty();
        }
        return Optional.of(first.getValue());
    }

    /** What the service said against it. */
    public void refuse(String sentence) {
        first.setErrorMessage(sentence);
        first.setInvalid(true);
        first.focus();
    }

    public void clear() {
        first.clear();
        second.clear();
    }
}
