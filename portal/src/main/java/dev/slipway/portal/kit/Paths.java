package dev.slipway.portal.kit;

import com.vaadin.flow.router.RouteParameters;
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

    /** What {@link #segment} wrote into an address, empty when there is none: a view takes its parameters by this. */
    public static String parameter(RouteParameters parameters, String key) {
        return name(parameters.get(key).orElse(""));
    }

    /** The name that {@link #segment} wrote, which Vaadin's router does not decode; what cannot be decoded stays as it is. */
    static String name(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }
}
