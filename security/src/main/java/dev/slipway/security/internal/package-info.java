/** How users, teams, tokens and the audit log are kept. */
@NullMarked
package dev.slipway.security.internal;

import org.jspecify.annotations.NullMarked;
