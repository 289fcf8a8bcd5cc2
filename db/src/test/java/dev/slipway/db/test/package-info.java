/** A real PostgreSQL for tests: one cluster per JVM, a fresh database from a migrated template for each test class. */
@NullMarked
package dev.slipway.db.test;

import org.jspecify.annotations.NullMarked;
