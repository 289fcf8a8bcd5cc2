/** Models that answer: ONNX in the JVM, and the proof that a twin agrees with its native model. */
@ApplicationModule(
        displayName = "Serving",
        allowedDependencies = {"kernel", "db", "lake", "security", "experiments"})
@NullMarked
package dev.slipway.serving;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
