/** Policies and gates as plain Java: what a file says, and what it means for a version. */
@NullMarked
package dev.slipway.deployments.internal.policy;

import org.jspecify.annotations.NullMarked;
