/** What surrounds every screen: layout, navigation, signing in, texts, what is shown when something fails. */
@NullMarked
package dev.slipway.portal.shell;

import org.jspecify.annotations.NullMarked;
