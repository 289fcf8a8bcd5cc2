/** Experiments, runs and comparisons in the browser. */
@NullMarked
package dev.slipway.portal.experiments;

import org.jspecify.annotations.NullMarked;
