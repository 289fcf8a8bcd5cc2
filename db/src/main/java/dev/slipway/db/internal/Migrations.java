package dev.slipway.db.internal;

import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/** Brings the database up to this version; forwards only. */
@Component
class Migrations implements FlywayMigrationStrategy {

    /** @throws UnusableDatabase when a newer version has migrated it, whose tables this one does not know */
    @Override
    public void migrate(Flyway flyway) {
        Arrays.stream(flyway.info().all())
                .filter(Migrations::isFromLater)
                .findFirst()
                .ifPresent(later -> {
                    throw new UnusableDatabase("The database was migrated by a newer version of Slipway (to "
                            + later.getVersion()
                            + "). Start that version, or restore a backup that was made before the upgrade.");
                });
        flyway.migrate();
    }

    private static boolean isFromLater(MigrationInfo migration) {
        return switch (migration.getState()) {
            case FUTURE_SUCCESS, FUTURE_FAILED -> true;
            default -> false;
        };
    }
}
