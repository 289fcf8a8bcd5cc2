package dev.slipway.portal.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class AuditQueryTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void comesBackFromTheAddressAsItWentIn() {
        var query =
                new AuditQuery("ada", "version/fraud & more/3", LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 24));

        assertThat(AuditQuery.of(QueryParameters.fromString(query.parameters().getQueryString())))
                .isEqualTo(query);
    }

    @Test
    void leavesOutWhatDoesNotRestrict() {
        var nothing = new AuditQuery("", "", null, null);

        assertThat(nothing.parameters().getQueryString()).isEmpty();
        assertThat(nothing.filter(BERLIN).actor()).isNull();
        assertThat(nothing.filter(BERLIN).to()).isNull();
    }

    @Test
    void takesInTheWholeLastDayOfTheViewer() {
        var day = LocalDate.of(2026, 11, 24);
        var filter = new AuditQuery("", "", day, day).filter(BERLIN);

        assertThat(filter.from()).isEqualTo(Instant.parse("2026-11-23T23:00:00Z"));
        assertThat(filter.to()).isEqualTo(Instant.parse("2026-11-24T23:00:00Z"));
    }

    @Test
    void overlooksADayThatIsNone() {
        assertThat(AuditQuery.of(QueryParameters.of("from", "yesterday")).from())
                .isNull();
    }
}
