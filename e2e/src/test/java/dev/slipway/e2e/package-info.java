/** Black box: the packaged application as a user starts it, a real MLflow, a real browser, faults. */
@NullMarked
package dev.slipway.e2e;

import org.jspecify.annotations.NullMarked;
