/** The pieces every screen is built of. Knows nothing of the product's things; each piece is shown on {@code /kit}. */
@NullMarked
package dev.slipway.portal.kit;

import org.jspecify.annotations.NullMarked;
