/** The application people see: screens, REST API, packaging. */
@ApplicationModule(
        displayName = "Portal",
        allowedDependencies = {
            "kernel",
            "db",
            "lake",
            "security",
            "experiments",
            "experiments::filter",
            "serving",
            "deployments",
            "deployments::promotion"
        })
@NullMarked
package dev.slipway.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
