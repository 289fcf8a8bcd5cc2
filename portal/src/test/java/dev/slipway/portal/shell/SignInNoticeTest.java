package dev.slipway.portal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInNoticeTest {

    @Test
    void saysNothingToWhoJustCame() {
        assertThat(SignInNotice.of(QueryParameters.empty())).isEmpty();
        assertThat(SignInNotice.of(QueryParameters.fromString("continue"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "error,shell.login.error",
        "busy,shell.login.busy",
        "unavailable,shell.login.unavailable",
        "ended,shell.login.ended",
        "signed-out,shell.login.signed-out",
        "locked=75,shell.login.locked"
    })
    void saysHowTheLastTimeEnded(String query, String key) {
        var notice = SignInNotice.of(QueryParameters.fromString(query)).orElseThrow();

        assertThat(notice.key()).isEqualTo(key);
        assertThat(new Translations().getTranslation(key, Locale.ENGLISH)).doesNotStartWith("!");
    }

    @ParameterizedTest
    @CsvSource({"75,75", "0,1", "-5,1", "never,1", "99999999,86400"})
    void countsDownFromASensibleTime(String typed, int seconds) {
        assertThat(SignInNotice.of(QueryParameters.of("locked", typed))
                        .orElseThrow()
                        .seconds())
                .isEqualTo(seconds);
    }
}
