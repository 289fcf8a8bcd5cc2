/** The first screen of each role. */
@NullMarked
package dev.slipway.portal.home;

import org.jspecify.annotations.NullMarked;
