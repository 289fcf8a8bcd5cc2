package dev.slipway.portal.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.slipway.experiments.Signature;
import dev.slipway.experiments.Signature.Column;
import dev.slipway.portal.models.SignatureChanges.Change;
import dev.slipway.portal.models.SignatureChanges.Row;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignatureChangesTest {

    private static final Column AGE = new Column("AGEP", "double", true);
    private static final Column SEX = new Column("SEX", "long", true);
    private static final Column OUT = new Column("p_1", "double", true);

    @Test
    void namesWhatCameAndWhatWent() {
        var changes = changes(List.of(AGE), List.of(SEX));

        assertThat(changes.rows())
                .extracting(row -> row.column().name(), Row::input, Row::change)
                .containsExactly(
                        tuple("SEX", true, Change.ADDED),
                        tuple("AGEP", true, Change.REMOVED),
                        tuple("p_1", false, Change.SAME));
        assertThat(changes.changed()).isEqualTo(2);
    }

    @Test
    void remembersTheTypeBefore() {
        var changes = changes(List.of(AGE), List.of(new Column("AGEP", "long", true)));

        assertThat(changes.rows().getFirst().change()).isEqualTo(Change.TYPE);
        assertThat(changes.rows().getFirst().before().type()).isEqualTo("double");
    }

    @Test
    void tellsRequiredFromOptional() {
        var optional = new Column("AGEP", "double", false);

        assertThat(changes(List.of(optional), List.of(AGE)).rows().getFirst().change())
                .isEqualTo(Change.NOW_REQUIRED);
        assertThat(changes(List.of(AGE), List.of(optional)).rows().getFirst().change())
                .isEqualTo(Change.NOW_OPTIONAL);
    }

    @Test
    void nothingChangedWhereThereIsNothingToCompareWith() {
        var changes = SignatureChanges.of(signature(List.of(AGE, SEX)), Optional.empty());

        assertThat(changes.isIdentical()).isTrue();
        assertThat(changes.rows()).hasSize(3);
    }

    private static SignatureChanges changes(List<Column> before, List<Column> now) {
        return SignatureChanges.of(signature(now), Optional.of(signature(before)));
    }

    private static Signature signature(List<Column> inputs) {
        return new Signature(inputs, List.of(OUT));
    }
}
