package dev.slipway.portal.kit;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Names in addresses. */
public final class Paths {

    private Paths() {}

    /** One segment of a path, or a value of a query: every character that means something there is escaped. */
    public static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The name that {@link #segment} wrote, which Vaadin's router does not decode; what cannot be decoded stays as it is. */
    public static String name(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }
}
