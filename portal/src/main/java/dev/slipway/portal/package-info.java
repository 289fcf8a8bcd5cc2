/** The application people see: screens, REST API, packaging. */
@ApplicationModule(
        displayName = "Portal",
        allowedDependencies = {
            "kernel",
            "db",
            "lake",
            "security",
            "experiments",
            "serving",
            "deployments",
            "deployments::promotion"
        })
@NullMarked
package dev.slipway.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
