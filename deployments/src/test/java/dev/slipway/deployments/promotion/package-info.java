@NullMarked
package dev.slipway.deployments.promotion;

import org.jspecify.annotations.NullMarked;
