package dev.slipway.portal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import dev.slipway.portal.kit.Note;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ViewPackages(packages = "dev.slipway.portal.shell")
class LoginViewTest extends BrowserlessTest {

    @Test
    void saysNothingToWhoJustCame() {
        navigate("login", LoginView.class);

        assertThat($(Note.class).all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "error,shell.login.error",
        "unavailable,shell.login.unavailable",
        "ended,shell.login.ended",
        "signed-out,shell.login.signed-out",
        "locked=75,shell.login.locked"
    })
    void saysHowTheLastTimeEnded(String query, String key) {
        navigate("login?" + query, LoginView.class);

        assertThat($(Note.class).single().getElement().getTextRecursively()).contains(key);
    }

    @ParameterizedTest
    @CsvSource({"75,75", "0,1", "-5,1", "never,1", "99999999,86400"})
    void countsDownFromASensibleTime(String typed, String seconds) {
        navigate("login?locked=" + typed, LoginView.class);

        assertThat($(Note.class).single().getElement().getOuterHTML()).contains("data-countdown=\"" + seconds + "\"");
    }
}
