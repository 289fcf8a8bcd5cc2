/** Parquet and CSV files in a directory, read in columns. */
@ApplicationModule(
        displayName = "Lake",
        allowedDependencies = {"kernel"})
@NullMarked
package dev.slipway.lake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
