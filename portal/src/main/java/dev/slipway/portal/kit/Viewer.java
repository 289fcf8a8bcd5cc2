package dev.slipway.portal.kit;

import com.vaadin.flow.server.VaadinSession;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What is known of who looks: the time zone of the browser. */
public final class Viewer {

    private static final String ZONE = "slipway.zone";

    private Viewer() {}

    /** UTC until the browser told its own. */
    public static ZoneId zone() {
        var session = VaadinSession.getCurrent();
        return session != null && session.getAttribute(ZONE) instanceof ZoneId zone ? zone : ZoneOffset.UTC;
    }

    /** Called by the layout once the browser answered. */
    public static void remember(@Nullable String zoneId) {
        if (zoneId == null || zoneId.isBlank()) {
            return;
        }
        try {
            VaadinSession.getCurrent().setAttribute(ZONE, ZoneId.of(zoneId));
        } catch (DateTimeException e) {
            VaadinSession.getCurrent().setAttribute(ZONE, ZoneOffset.UTC);
        }
    }
}
