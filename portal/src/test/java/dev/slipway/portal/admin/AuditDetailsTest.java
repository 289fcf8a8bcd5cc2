package dev.slipway.portal.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.security.Audit.AuditEntry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AuditDetailsTest {

    @Test
    void tellsWhatChangedFromWhatDidNot() {
        var changes = AuditDetails.changes(entry(
                "{\"stage\":\"Staging\",\"model\":\"m\"}", "{\"stage\":\"Production\",\"model\":\"m\",\"by\":7}"));

        assertThat(changes)
                .containsEntry("stage", "Staging → Production")
                .containsEntry("model", "m")
                .containsEntry("by", "7")
                .hasSize(3);
    }

    @Test
    void showsAFactThatIsGone() {
        assertThat(AuditDetails.changes(entry("{\"alias\":\"champion\"}", "{}")))
                .containsEntry("alias", "champion →");
    }

    @Test
    void writesNestedFactsAsTheyAre() {
        assertThat(AuditDetails.changes(entry("{}", "{\"roles\":[\"VIEWER\"],\"end\":null}")))
                .containsEntry("roles", "[\"VIEWER\"]")
                .containsEntry("end", "—");
    }

    private static AuditEntry entry(String before, String after) {
        return new AuditEntry(1L, Instant.EPOCH, "ada", null, "version.moved", "version/m/1", before, after, null);
    }
}
