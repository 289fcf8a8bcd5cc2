/** The doors: who comes in through a browser or with a token, and what every answer says about itself. */
@NullMarked
package dev.slipway.portal.web;

import org.jspecify.annotations.NullMarked;
