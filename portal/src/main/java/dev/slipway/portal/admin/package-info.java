/** People, teams and access, the audit log, one's own account. */
@NullMarked
package dev.slipway.portal.admin;

import org.jspecify.annotations.NullMarked;
