package dev.slipway.portal.home;

import dev.slipway.portal.kit.Phrase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Since when, as one says it: since today, since Tuesday, since 24 Nov. */
final class Since {

    private static final int WEEK = 7;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    private Since() {}

    static Phrase of(Instant at, Instant now, ZoneId zone) {
        var date = LocalDate.ofInstant(at, zone);
        var today = LocalDate.ofInstant(now, zone);
        var days = ChronoUnit.DAYS.between(date, today);
        if (days <= 0) {
            return Phrase.of("home.since.today");
        }
        if (days == 1) {
            return Phrase.of("home.since.yesterday");
        }
        return Phrase.of("home.since.day", days < WEEK ? weekday(date) : dated(date, today));
    }

    private static String weekday(LocalDate date) {
        return date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String dated(LocalDate date, LocalDate today) {
        return (date.getYear() == today.getYear() ? DAY : DAY_OF_YEAR).format(date);
    }
}
