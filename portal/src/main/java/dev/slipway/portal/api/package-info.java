/** The REST API: one thin controller per resource over the services, a problem detail for every refusal. */
@NullMarked
package dev.slipway.portal.api;

import org.jspecify.annotations.NullMarked;
