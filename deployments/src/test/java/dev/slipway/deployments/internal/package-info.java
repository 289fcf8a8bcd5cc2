@NullMarked
package dev.slipway.deployments.internal;

import org.jspecify.annotations.NullMarked;
