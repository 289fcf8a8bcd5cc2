/** What tests of this module and of those to its right use: fakes and builders. */
@NullMarked
package dev.slipway.security.test;

import org.jspecify.annotations.NullMarked;
