/** ONNX twins and their comparison with native models: plain Java, run in a JVM of its own. */
@NullMarked
package dev.slipway.serving.internal.twin;

import org.jspecify.annotations.NullMarked;
