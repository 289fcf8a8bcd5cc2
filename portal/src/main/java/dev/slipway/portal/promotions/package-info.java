/** Promotions and the policies that judge them, in the browser. */
@NullMarked
package dev.slipway.portal.promotions;

import org.jspecify.annotations.NullMarked;
