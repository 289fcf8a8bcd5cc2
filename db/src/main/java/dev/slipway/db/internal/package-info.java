/** How the database is started, kept up and reached. */
@NullMarked
package dev.slipway.db.internal;

import org.jspecify.annotations.NullMarked;
