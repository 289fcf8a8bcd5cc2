/** What MLflow holds, fast to find: the adapter and the index of experiments, runs, models and versions. */
@ApplicationModule(
        displayName = "Experiments",
        allowedDependencies = {"kernel", "db", "security"})
@NullMarked
package dev.slipway.experiments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
