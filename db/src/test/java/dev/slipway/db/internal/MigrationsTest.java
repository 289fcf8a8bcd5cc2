package dev.slipway.db.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.db.test.PostgresTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@PostgresTest
class MigrationsTest {

    private final Migrations migrations = new Migrations();

    @TempDir
    Path folder;

    @Test
    void refusesADatabaseThatANewerVersionMigrated(DataSource database) throws IOException {
        write("V1__one.sql", "create table one (id integer)");
        var newer = write("V2__two.sql", "create table two (id integer)");
        migrations.migrate(flyway(database));
        Files.delete(newer);

        assertThatThrownBy(() -> migrations.migrate(flyway(database)))
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageContaining("newer version of Slipway (to 2)")
                .hasMessageContaining("restore a backup");
    }

    @Test
    void goesOnWhereItStopped(DataSource database) throws IOException {
        write("V1__one.sql", "create table first_step (id integer)");
        migrations.migrate(flyway(database));
        write("V2__two.sql", "create table second_step (id integer)");

        migrations.migrate(flyway(database));

        assertThat(flyway(database).info().applied())
                .extracting(MigrationInfo::getScript)
                .contains("V1__one.sql", "V2__two.sql");
    }

    private Path write(String name, String sql) throws IOException {
        return Files.writeString(folder.resolve(name), sql);
    }

    /** With a history of its own, beside that of the modules' migrations; one for each test. */
    private Flyway flyway(DataSource database) {
        return Flyway.configure()
                .dataSource(database)
                .locations("filesystem:" + folder)
                .schemas("migrations_" + folder.getFileName().toString().replaceAll("\\W", "_"))
                .load();
    }
}
