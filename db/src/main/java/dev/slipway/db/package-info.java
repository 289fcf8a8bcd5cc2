/** Where the data lies: the data source, the embedded PostgreSQL, the migrations of all modules. */
@ApplicationModule(
        displayName = "Database",
        allowedDependencies = {"kernel"})
@NullMarked
package dev.slipway.db;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
