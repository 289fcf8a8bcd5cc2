package dev.slipway.portal.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.PasswordField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ViewPackages(packages = "dev.slipway.portal.kit")
class NewPasswordTest extends BrowserlessTest {

    private final NewPassword password = new NewPassword();

    @BeforeEach
    void show() {
        UI.getCurrent().add(password);
    }

    @Test
    void answersWhenBothAreTheSame() {
        type("a quiet harbour", "a quiet harbour");

        assertThat(password.value()).contains("a quiet harbour");
    }

    @Test
    void marksTheSecondWhenTheyDiffer() {
        type("a quiet harbour", "a quiet harbor");

        assertThat(password.value()).isEmpty();
        assertThat(field(0).isInvalid()).isFalse();
        assertThat(field(1).isInvalid()).isTrue();
    }

    @Test
    void asksForOneWhenThereIsNone() {
        assertThat(password.value()).isEmpty();
        assertThat(field(0).isInvalid()).isTrue();
    }

    @Test
    void forgetsAnOldRefusalOnTheNextTry() {
        type("a quiet harbour", "a quiet harbour");
        password.refuse("It contains the user name.");

        assertThat(password.value()).isPresent();
        assertThat(field(0).isInvalid()).isFalse();
    }

    private void type(String first, String second) {
        field(0).setValue(first);
        field(1).setValue(second);
    }

    private PasswordField field(int n) {
        return $(PasswordField.class).all().get(n);
    }
}
