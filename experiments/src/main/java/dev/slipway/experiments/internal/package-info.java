/** How the index is filled and read. */
@NullMarked
package dev.slipway.experiments.internal;

import org.jspecify.annotations.NullMarked;
