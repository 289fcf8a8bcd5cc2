/** How a version moves: stages, policies, gates, approvals, execution and rollback. */
@ApplicationModule(
        displayName = "Deployments",
        allowedDependencies = {"kernel", "db", "security", "experiments", "serving"})
@NullMarked
package dev.slipway.deployments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
