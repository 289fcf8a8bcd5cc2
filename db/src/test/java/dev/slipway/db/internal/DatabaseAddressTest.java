package dev.slipway.db.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatabaseAddressTest {

    @Test
    void readsTheLibpqForm() {
        var address =
                DatabaseAddress.parse("postgresql://ada:p%40ss+word@db.example:5433/slipway?sslmode=require", "", "");

        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:5433/slipway?sslmode=require");
        assertThat(address.username()).isEqualTo("ada");
        assertThat(address.password()).isEqualTo("p@ss+word");
    }

    @Test
    void letsTheSettingsOverruleWhatTheUrlCarries() {
        var address = DatabaseAddress.parse("postgresql://ada:old@db.example/slipway", "ines", "new");

        assertThat(address.username()).isEqualTo("ines");
        assertThat(address.password()).isEqualTo("new");
        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:5432/slipway");
    }

    @Test
    void passesTheJdbcFormOn() {
        var address = DatabaseAddress.parse("jdbc:postgresql://db.example/slipway", "ada", "");

        assertThat(address).isEqualTo(new DatabaseAddress("jdbc:postgresql://db.example/slipway", "ada", null));
    }

    @Test
    void refusesAnotherKindOfDatabase() {
        assertThatThrownBy(() -> DatabaseAddress.parse("mysql://db.example/slipway", "", ""))
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageContaining("SLIPWAY_DB_URL");
    }

    @Test
    void keepsThePasswordOutOfItsText() {
        var address = DatabaseAddress.parse("postgresql://ada:secret@db.example/slipway", "", "");

        assertThat(address.toString()).doesNotContain("secret");
    }
}
