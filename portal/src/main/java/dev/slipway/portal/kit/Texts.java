package dev.slipway.portal.kit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Numbers and times as people read them. Pure: the zone and the moment are arguments. */
public final class Texts {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ENGLISH);

    private static final int FEWEST_DIGITS = 4;
    /** Tell any two doubles apart. */
    private static final int MOST_DIGITS = 18;

    private Texts() {}

    /** Four decimals from 0.001 to 9,999; the plain whole number where it is one; else three significant digits. */
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return trueMinus(String.format(Locale.ENGLISH, "%,d", (long) value));
        }
        var size = Math.abs(value);
        var format = size < 1e-3 || size >= 1e15 ? "%.2e" : size < 100 ? "%.4f" : "%,.1f";
        return trueMinus(String.format(Locale.ENGLISH, format, value));
    }

    /** As {@link #number(double)}, with as many more digits as tell it from the other values it stands beside. */
    public static String number(double value, Collection<? extends @Nullable Double> beside) {
        var others = beside.stream()
                .filter(other -> other != null && Double.isFinite(other) && other.doubleValue() != value)
                .toList();
        if (!Double.isFinite(value) || others.stream().noneMatch(other -> shown(other) == shown(value))) {
            return number(value);
        }
        return IntStream.range(FEWEST_DIGITS, MOST_DIGITS)
                .mapToObj(MathContext::new)
                .filter(digits -> others.stream().noneMatch(other -> rounded(other, digits) == rounded(value, digits)))
                .findFirst()
                .map(digits -> written(padded(decimal(value).round(digits), digits)))
                .orElseGet(() -> exact(value));
    }

    /** Every digit that it has. */
    public static String exact(double value) {
        return Double.isFinite(value) ? written(decimal(value)) : number(value);
    }

    private static double shown(double value) {
        return Double.parseDouble(number(value).replace(",", "").replace('−', '-'));
    }

    private static double rounded(double value, MathContext digits) {
        return decimal(value).round(digits).doubleValue();
    }

    private static BigDecimal decimal(double value) {
        return new BigDecimal(Double.toString(value));
    }

    private static BigDecimal padded(BigDecimal value, MathContext digits) {
        return value.setScale(value.scale() + digits.getPrecision() - value.precision());
    }

    private static String written(BigDecimal value) {
        var size = value.abs().doubleValue();
        var scientific = size != 0 && (size < 1e-3 || size >= 1e15);
        var places = scientific ? value.precision() - 1 : Math.max(0, value.scale());
        return trueMinus(String.format(
                Locale.ENGLISH, "%" + (scientific ? "." : ",.") + places + (scientific ? "e" : "f"), value));
    }

    /** A whole number, in full. */
    public static String whole(long value) {
        return trueMinus(String.format(Locale.ENGLISH, "%,d", value));
    }

    /** With its sign: +0.0118, −0.0050, 0.0000. */
    public static String difference(double value) {
        return (value > 0 ? "+" : "") + number(value);
    }

    public static String count(long value) {
        return value < 10_000 ? String.format(Locale.ENGLISH, "%,d", value) : shortened(value);
    }

    private static String shortened(long value) {
        return value < 1_000_000 ? Math.round(value / 1e3) + "k" : String.format(Locale.ENGLISH, "%.1fM", value / 1e6);
    }

    /** 1.8 ms, 42 s, 2 m 41 s, 3 h 5 m. */
    public static String duration(Duration duration) {
        var seconds = duration.toSeconds();
        if (seconds < 1) {
            return duration.toMillis() + "\u00a0ms";
        }
        if (seconds < 60) {
            return String.format(Locale.ENGLISH, "%.1f\u00a0s", duration.toMillis() / 1e3);
        }
        return seconds < 3600
                ? seconds / 60 + "\u00a0m " + seconds % 60 + "\u00a0s"
                : seconds / 3600 + "\u00a0h " + seconds % 3600 / 60 + "\u00a0m";
    }

    /** Bytes as kB or MB. */
    public static String size(long bytes) {
        if (bytes < 1_000) {
            return bytes + "\u00a0B";
        }
        return bytes < 1_000_000
                ? Math.round(bytes / 1e3) + "\u00a0kB"
                : String.format(Locale.ENGLISH, "%.1f\u00a0MB", bytes / 1e6);
    }

    /** Relative up to an hour, the time of day for today, then yesterday, then the date. */
    public static String when(Instant at, Instant now, ZoneId zone) {
        var ago = Duration.between(at, now);
        if (!ago.isNegative() && ago.toMinutes() < 1) {
            return "just now";
        }
        if (!ago.isNegative() && ago.toHours() < 1) {
            return ago.toMinutes() + " min ago";
        }
        return day(at, now, zone);
    }

    private static String day(Instant at, Instant now, ZoneId zone) {
        var date = LocalDate.ofInstant(at, zone);
        var today = LocalDate.ofInstant(now, zone);
        if (date.equals(today)) {
            return TIME.withZone(zone).format(at);
        }
        if (date.equals(today.minusDays(1))) {
            return "yesterday";
        }
        return (date.getYear() == today.getYear() ? DAY : DAY_OF_YEAR)
                .withZone(zone)
                .format(at);
    }

    /** 08:38 in the viewer's zone. */
    public static String timeOfDay(Instant at, ZoneId zone) {
        return TIME.withZone(zone).format(at);
    }

    /** The exact time in the viewer's zone and in UTC, for a title. */
    public static String exact(Instant at, ZoneId zone) {
        var local = EXACT.withZone(zone).format(at) + " " + zone;
        return zone.equals(ZoneOffset.UTC)
                ? EXACT.withZone(zone).format(at) + " UTC"
                : local + " · " + EXACT.withZone(ZoneOffset.UTC).format(at) + " UTC";
    }

    private static String trueMinus(String text) {
        return text.replace('-', '−').replace("e−", "e-");
    }
}
