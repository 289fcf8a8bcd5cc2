/** Promotion: the request, its gates, the decisions of people, the move of the alias, and the way back. */
@NamedInterface("promotion")
@NullMarked
package dev.slipway.deployments.promotion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
