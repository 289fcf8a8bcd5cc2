package dev.slipway.portal.api;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;

/** Moments as they travel: ISO-8601 with Z or an offset, in the years that a database can hold. */
final class Moments implements Converter<String, @Nullable Instant> {

    static final String WANTED = "a moment in ISO-8601, such as 2026-11-24T12:00:00Z";

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    @Override
    public @Nullable Instant convert(String text) {
        return text.isBlank() ? null : parse(text.trim());
    }

    /** @throws IllegalArgumentException if it is none */
    static Instant parse(String text) {
        try {
            var moment = Instant.parse(text);
            if (!moment.isBefore(FIRST) && !moment.isAfter(LAST)) {
                return moment;
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(WANTED, e);
        }
        throw new IllegalArgumentException(WANTED);
    }
}
