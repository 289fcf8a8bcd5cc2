/** Who may do what, and the record of who did: users, teams, roles, tokens, the audit log. */
@ApplicationModule(
        displayName = "Security",
        allowedDependencies = {"kernel", "db"})
@NullMarked
package dev.slipway.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
