/** Keeps the parity of every version: which is due, the child JVM that checks it, what it found. */
@NullMarked
package dev.slipway.serving.internal;

import org.jspecify.annotations.NullMarked;
