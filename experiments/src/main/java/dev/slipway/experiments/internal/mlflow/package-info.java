/** The adapter to MLflow: its Java client where that is good, plain REST where it is not. */
@NullMarked
package dev.slipway.experiments.internal.mlflow;

import org.jspecify.annotations.NullMarked;
