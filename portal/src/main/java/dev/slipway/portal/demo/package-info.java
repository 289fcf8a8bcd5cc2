/** People and teams for a demo, so that every role can be tried. */
@NullMarked
package dev.slipway.portal.demo;

import org.jspecify.annotations.NullMarked;
