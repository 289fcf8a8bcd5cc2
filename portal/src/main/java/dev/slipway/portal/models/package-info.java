/** Models and versions in the browser. */
@NullMarked
package dev.slipway.portal.models;

import org.jspecify.annotations.NullMarked;
