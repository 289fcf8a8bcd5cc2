package dev.slipway.portal.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void refusesARowThatDoesNotFillItsColumns() {
        var table = new Table("Models").column("Name").numbers("Versions");

        assertThatThrownBy(() -> table.row("employment"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 cells for 2 columns");
    }

    @Test
    void readsAnEmptyTextAsNotKnown() {
        var table = new Table("Models").column("Name").numbers("Versions").row("employment", "");

        assertThat(table.getElement().getTextRecursively()).endsWith("employment—");
    }
}
