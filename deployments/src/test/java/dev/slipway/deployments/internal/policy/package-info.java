@NullMarked
package dev.slipway.deployments.internal.policy;

import org.jspecify.annotations.NullMarked;
