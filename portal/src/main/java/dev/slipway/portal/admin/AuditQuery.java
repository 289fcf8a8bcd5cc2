package dev.slipway.portal.admin;

import com.vaadin.flow.router.QueryParameters;
import dev.slipway.security.Audit.AuditFilter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the audit log is filtered by, as it stands in the address. Days are the viewer's; both ends count. */
record AuditQuery(
        String actor,
        String object,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    /** What cannot be read as a day is left out. */
    static AuditQuery of(QueryParameters query) {
        return new AuditQuery(
                text(query, "actor"),
                text(query, "object"),
                day(text(query, "from")).orElse(null),
                day(text(query, "to")).orElse(null));
    }

    QueryParameters parameters() {
        Map<String, String> values = new LinkedHashMap<>();
        put(values, "actor", actor);
        put(values, "object", object);
        put(values, "from", from == null ? "" : from.toString());
        put(values, "to", to == null ? "" : to.toString());
        return QueryParameters.simple(values);
    }

    AuditFilter filter(ZoneId zone) {
        return new AuditFilter(
                actor.isEmpty() ? null : actor,
                object.isEmpty() ? null : object,
                from == null ? null : start(from, zone),
                to == null ? null : start(to.plusDays(1), zone));
    }

    boolean isEmpty() {
        return actor.isEmpty() && object.isEmpty() && from == null && to == null;
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static String text(QueryParameters query, String name) {
        return query.getSingleParameter(name).map(String::trim).orElse("");
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static void put(Map<String, String> values, String name, String value) {
        if (!value.isEmpty()) {
            values.put(name, value);
        }
    }
}
